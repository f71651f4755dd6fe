#!/bin/bash
# Has every fault happen to every call of up, down, upgrade and supervise at a stub engine, and to every call of up and down
# that changes something at real ones, and prints the page of docs/faults.md. `make faults` calls it, after nodectl and
# the tests were built.
#   faults.sh COMMAND     COMMAND runs tests that are built
set -euo pipefail
read -ra run_tests <<<"$1"

rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
export NODECTL_FAULTS=$rows CI=true
"${run_tests[@]}" --filter FaultWalkTests >&2
Tests/host/with-hosts.sh "${run_tests[@]}" --filter '^Scenarios\.FaultScenarios' >&2

cat <<'PAGE'
# What becomes of a fault

Written by `make faults`. At each call that nodectl makes to an engine, one after the other, something goes wrong once.
The run either overcomes that, or it ends with an error that names the call. In every case the next run ends exactly
where it would have ended without the fault: the same containers, networks, volumes, labels and secrets, no duplicate.
A row in which that does not hold fails the run, and this page is not written.

Most rows are of a stub engine on a real socket, with the behaviour of the product. Those of a real engine are of the
calls that change something on it, through a proxy. `make test` has each call of the stub, and some of the real ones,
meet one of the faults; that nodectl is killed at each call is tested there too, also on real engines.

| engine | operation | fault of one call | runs | overcome | told |
|---|---|---|---|---|---|
PAGE
LC_ALL=C sort "$rows"
