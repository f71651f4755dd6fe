#!/bin/bash
# Measures nodectl beside docker compose, podman-compose and a client that knows all answers, on the same stack, images
# and engines, in throw-away hosts.
#   run.sh [PART]...   NODECTL_BINARY=the program to measure; ROUNDS=how often, where the default is not to be
# A line for each measurement goes to standard output: its name, a tab, its value. A part is a measure_… function of the
# files beside this one; without any, all are measured. `make bench` makes the tables of what is printed.

set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=Tests/host/env.sh
. "$here/../Tests/host/env.sh"
# shellcheck source=Tests/host/packages.sh
. "$TESTHOST_SCRIPTS/packages.sh"
: "${NODECTL_BINARY:?the program to measure; make bench sets it}"
: "${TESTHOST_PREFIX:?run it through with-hosts.sh, which cleans up}"

# shellcheck source=Benchmarks/hosts.sh
. "$here/hosts.sh"
# shellcheck source=Benchmarks/startup.sh
. "$here/startup.sh"
# shellcheck source=Benchmarks/identity.sh
. "$here/identity.sh"
# shellcheck source=Benchmarks/docker.sh
. "$here/docker.sh"
# shellcheck source=Benchmarks/podman.sh
. "$here/podman.sh"
# shellcheck source=Benchmarks/nodes.sh
. "$here/nodes.sh"
# shellcheck source=Benchmarks/reaction.sh
. "$here/reaction.sh"
# shellcheck source=Benchmarks/logs.sh
. "$here/logs.sh"

parts=("$@")
[ $# -gt 0 ] || parts=(machine startup identity docker podman nodes reaction repair logs)
start_hosts
for part in "${parts[@]}"; do
  say "measuring: $part, ${SECONDS}s from the start"
  "measure_$part"
done
