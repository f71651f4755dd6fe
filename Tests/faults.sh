#!/bin/bash
# Has every fault happen to every call of up, down, upgrade and supervise at a stub engine, and to every call of them that
# changes something at real ones, and prints the page of docs/faults.md. `make faults` calls it, after nodectl and the
# tests were built.
#   faults.sh COMMAND     COMMAND runs tests that are built
set -euo pipefail
read -ra run_tests <<<"$1"

rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
export NODECTL_FAULTS=$rows CI=true
# Both at once: the one is waiting, the other what engines take.
Tests/host/with-hosts.sh "${run_tests[@]}" --filter 'FaultWalkTests|^Scenarios\.FaultScenarios' >&2

cat <<PAGE
# What becomes of a fault

Written by \`make faults\` on $(date -u +%Y-%m-%d), of commit $(git describe --always --dirty --exclude='*'). At each call
that nodectl makes to an engine, one after the other, something goes wrong once. The run either overcomes that, or it
ends, in its time, with an error that names the call. In every case the next run ends exactly where it would have ended
without the fault. A row in which that does not hold fails the run, and this page is not written.

Most rows are of a stub engine on a real socket, with the behaviour of the product; there the next run has to leave the
same containers, networks and volumes, made of the same, with the same labels, secrets and states, and none twice. A call
that gets no answer has two seconds there, and not its minute. Rows of a real engine are of the calls that change
something on it, through a proxy; there all that carries the node's name has to be the same, and a plan has to find
nothing to do.

Named is the call itself, with three exceptions: of the one that asks which engine it is the socket, of a pull the image,
and of a status that is not true, such as a 404 for what is there, also the later call that found out.

\`make test\` has each call of the stub, and some of the real ones, meet one of the faults; that nodectl is killed at each
call is tested there too, also on real engines.

| engine | operation | fault of one call | runs | overcome | told |
|---|---|---|---|---|---|
PAGE
LC_ALL=C sort "$rows"
