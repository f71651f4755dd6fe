#!/bin/bash
# Measures nodectl beside docker compose on the same stack and engine, in a throw-away host, and prints ratios; and what
# its identities cost, beside which there is nothing.
#   run.sh             NODECTL_BINARY=the program to measure
# `make bench` builds the program and calls this. A ratio is of two medians of one run; below 1, nodectl is faster.
# shellcheck disable=SC2016 # scripts in single quotes are expanded by the shell in the host

set -euo pipefail
export TESTHOST_INIT=plain
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=Tests/host/env.sh
. "$here/../Tests/host/env.sh"
# shellcheck source=Tests/host/packages.sh
. "$TESTHOST_SCRIPTS/packages.sh"
: "${NODECTL_BINARY:?the program to measure; make bench sets it}"
export TESTHOST_NAME=${TESTHOST_PREFIX:?run it through with-hosts.sh, which cleans up}-bench
host=$TESTHOST_SCRIPTS/host.sh

need hyperfine hyperfine
need jq jq

in_host() { "$host" sh "cd /srv/bench && $1" "${@:2}"; }

# The same stack twice on one engine: as a node, and as the file that it exports to, under compose.
prepare() {
  "$host" up
  "$TESTHOST_SCRIPTS/engines.sh" start all
  "$TESTHOST_SCRIPTS/images.sh" load all
  "$host" put "$NODECTL_BINARY" /usr/local/bin/nodectl
  "$host" put "$(command -v hyperfine)" /usr/local/bin/hyperfine
  "$host" exec chmod 755 /usr/local/bin/nodectl /usr/local/bin/hyperfine
  "$host" exec mkdir -p /srv/bench/compose/k0s-data
  local file
  for file in node.yaml identity.secret join-token; do
    "$host" put "$here/../examples/demo/$file" "/srv/bench/$file"
  done
  in_host 'nodectl up --engine docker --progress quiet
    sed "s/^name: .*/name: compose/; s/^zerotier:/&\n  hostPort: 9995/" node.yaml > compose/node.yaml
    cp identity.secret join-token compose
    cd compose && nodectl export -o . && echo K0S_NODE_IP=10.1.2.3 > .env
    docker compose up --detach --wait --quiet-pull' >/dev/null 2>&1
}

# compare NAME GOAL OURS THEIRS: a line with the medians and their ratio.
compare() {
  in_host 'hyperfine --shell none --style none --warmup 3 --runs "$1" --export-json result.json "$2" "$3" >/dev/null
    cat result.json' "${runs:-30}" "$3" "$4" |
    jq -r --arg name "$1" --arg goal "$2" '[.results[].median * 1000] |
      "\($name): \(.[0] * 10 | round / 10) ms against \(.[1] * 10 | round / 10) ms, " +
      "ratio \(.[0] / .[1] * 1000 | round / 1000) (goal: at most \($goal))"'
}

# compare_down: the medians of a few downs, each after an up that is not measured. Alternating, for the machine's sake.
compare_down() {
  in_host '
    for run in $(seq "$1"); do
      nodectl up --engine docker --progress quiet >/dev/null 2>&1
      (cd compose && docker compose up --detach --wait --quiet-pull) >/dev/null 2>&1
      for side in "nodectl down --engine docker --progress quiet" \
        "docker compose --project-directory compose -f compose/compose.yaml down"; do
        begin=$(date +%s%N)
        $side >/dev/null 2>&1
        echo "${side%% *} $((($(date +%s%N) - begin) / 100000))"
      done
    done' "${downs:-7}" | sort -k1,1 -k2,2n | awk '
    { times[$1, ++count[$1]] = $2 }
    END {
      ours = times["nodectl", int((count["nodectl"] + 1) / 2)]
      theirs = times["docker", int((count["docker"] + 1) / 2)]
      printf "down against docker compose down: %.1f ms against %.1f ms, ratio %.3f (goal: at most 1)\n", \
        ours / 10, theirs / 10, ours / theirs
    }'
}

# Of the calls that `-v` tells, the number, and the longest chain of those that began after another had ended.
count_calls() {
  in_host 'nodectl up --engine docker --progress quiet -v 2>&1' | awk '
    /^\[/ {
      end[++calls] = substr($1, 2); begin[calls] = end[calls] - $(NF - 1)
    }
    END {
      for (i = 1; i <= calls; i++) {
        wave[i] = 1
        for (j = 1; j < i; j++) if (end[j] <= begin[i] && wave[j] + 1 > wave[i]) wave[i] = wave[j] + 1
        if (wave[i] > waves) waves = wave[i]
      }
      printf "converged up: %d engine calls in %d waves (goal: at most 9 in 3)\n", calls, waves
    }'
}

# shellcheck source=Benchmarks/reaction.sh
. "$here/reaction.sh"

# shellcheck source=Benchmarks/logs.sh
. "$here/logs.sh"

# shellcheck source=Benchmarks/identity.sh
. "$here/identity.sh"

prepare
measure_identities
compare 'export against docker compose config' 0.35 'nodectl export' \
  'docker compose --project-directory compose -f compose/compose.yaml config'
compare 'converged up against docker compose up -d' 0.15 'nodectl up --engine docker --progress quiet' \
  'docker compose --project-directory compose -f compose/compose.yaml up -d'
count_calls
compare_down
in_host 'nodectl down demo --engine docker --volumes --progress quiet
  docker compose --project-directory compose -f compose/compose.yaml down --volumes' >/dev/null 2>&1
compare_reactions
measure_repair
measure_followed_log
