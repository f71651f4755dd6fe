#!/bin/bash
# Runs a command that makes test hosts, and wipes them when it has ended, however it did.
#   with-hosts.sh COMMAND ARG...
# The names of its hosts begin with TESTHOST_PREFIX, which is set for it. Exits as the command does.

set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"

export TESTHOST_PREFIX=test-$$

# shellcheck disable=SC2317 # the trap calls it
wipe_hosts() {
  local host
  for host in "$TESTHOST_DIR/hosts/$TESTHOST_PREFIX"-*; do
    [ ! -d "$host" ] || TESTHOST_NAME=${host##*/} "$TESTHOST_SCRIPTS/host.sh" wipe || :
  done
}
trap wipe_hosts EXIT

# In the background and waited for: a signal to this script is handled at once, and passed on.
"$@" &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' INT TERM HUP
status=0
wait "$child" || status=$?
trap - INT TERM HUP
wait "$child" 2>/dev/null || :
exit "$status"
