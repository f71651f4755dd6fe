#!/bin/bash
# Compares how nodectl and docker compose take generated compose files, in a test host (Fuzz/compose.py).
#   compose.sh [CASES [SEED]]     500 by default; NODECTL_BINARY=the program, run by with-hosts.sh
# The files of a difference are in the host until it is wiped: they are printed, too.
set -euo pipefail
export TESTHOST_INIT=plain
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=Tests/host/env.sh
. "$here/../Tests/host/env.sh"
: "${NODECTL_BINARY:?the program; make compare sets it}"
export TESTHOST_NAME=${TESTHOST_PREFIX:?run it through with-hosts.sh, which cleans up}-compare
host=$TESTHOST_SCRIPTS/host.sh

"$host" up
"$host" put "$NODECTL_BINARY" /usr/local/bin/nodectl
"$host" exec chmod 755 /usr/local/bin/nodectl
"$host" exec mkdir -p /srv/compare
for file in identity.secret join-token; do
  "$host" put "$here/../examples/demo/$file" "/srv/compare/$file"
done
"$host" put "$here/compose.py" /srv/compare/compose.py
# shellcheck disable=SC2016 # expanded by the shell in the host
"$host" sh 'cd /srv/compare && python3 compose.py "$@" || { tail -n +1 case-*/.env case-*/*; exit 1; }' "${1:-500}" "${2:-0}"
