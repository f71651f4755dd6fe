# shellcheck shell=bash disable=SC2016
# What the memory-hard hash of ZeroTier's addresses costs: medians of runs of the program on one core. Sourced by run.sh,
# which gives in_host.

# median_of RUNS COMMAND [OPTION]...: milliseconds.
median_of() {
  in_host 'hyperfine --shell none --style none --warmup 1 --runs "$1" --export-json result.json "${@:3}" \
      "taskset --cpu-list 0 $2" >/dev/null
    cat result.json' "$@" | jq '.results[0].median * 1000 | round'
}

measure_identities() {
  echo "one identity checked: $(median_of "${runs:-30}" 'nodectl identity check identity.secret') ms (goal: at most 100)"
  echo "a new identity: $(median_of "${identities:-41}" 'nodectl identity new new.secret' \
    --prepare 'rm -f new.secret') ms (goal: at most 2000)"
}
