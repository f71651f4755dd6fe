#!/bin/bash
# Has every fault happen to every call of up and down at a stub engine, and prints the page of docs/faults.md.
# `make faults` calls it, after the tests were built.
set -euo pipefail

rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
NODECTL_FAULTS=$rows swift test --skip-build --disable-xctest --filter FaultWalkTests >&2

cat <<'PAGE'
# What becomes of a fault

Written by `make faults`. At each call that nodectl makes to an engine, one after the other, something goes wrong once.
The run either overcomes that, or it ends with an error that names the call. In every case the next run ends exactly
where it would have ended without the fault: the same containers, networks, volumes, labels and secrets, no duplicate.
A row in which that does not hold fails the run, and this page is not written.

The engine is a stub on a real socket, with the behaviour of the product. `make test` has each call meet one of the
faults; that nodectl is killed at each call is tested there too, also on real engines.

| engine | operation | fault of one call | runs | overcome | told |
|---|---|---|---|---|---|
PAGE
LC_ALL=C sort "$rows"
