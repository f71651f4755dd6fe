#!/bin/bash
# Feeds nodectl's readers of outside data with whatever libFuzzer thinks of, as many at once as there are processors, and
# fails if something makes one crash, hang or grow. `make fuzz` calls it.
#   fuzz.sh [TARGET]...     FUZZ_SECONDS=600 for each target
#   fuzz.sh --keep [TARGET]...
# A crasher stays in .build-fuzz/found, is named, and belongs into a unit test of the reader and, under a name that says
# what it is, into Fuzz/corpus. New inputs that reach new code are collected in .build-fuzz/corpus: with --keep no time is
# spent on more of them, but a few that together reach what all of them reach replace those of Fuzz/corpus whose names are
# their hashes. What has a name that somebody gave it stays. `make test` reads Fuzz/corpus (CorpusTests).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

build=.build-fuzz
fuzzer=$build/fuzzer
work=fuzz
[ "${1:-}" != --keep ] || { work=keep; shift; }
targets=(Fuzz/corpus/*)
targets=("${targets[@]##*/}")
[ $# -eq 0 ] || targets=("$@")

# A fuzzer brings its own main, with which SwiftPM does not link a program: it makes the library.
make_fuzzer() {
  NODECTL_FUZZ=1 swift build -c release --scratch-path "$build" --product FuzzTargets \
    -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing
  local libraries
  read -ra libraries < <(pkg-config --libs yaml-0.1 libcurl)
  swiftc -sanitize=fuzzer -o "$fuzzer" -Xlinker --whole-archive "$build/release/libFuzzTargets.a" \
    -Xlinker --no-whole-archive -lstdc++ "${libraries[@]}"
}

# A crash of Swift's would else be looked into by its backtracer, which hangs here.
run_fuzzer() { SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$1 "$fuzzer" "${@:2}"; }

# What a target begins with: its own first inputs, and what the project has of such files anyway.
seeds() {
  echo "Fuzz/corpus/$1"
  case $1 in
  answer | event-stream) echo Tests/Fixtures/engines ;;
  compose) echo templates ;;
  spec | toml) echo examples ;;
  esac
}

fuzz() {
  local corpus=$build/corpus/$1 log=$build/$1.log seeds
  mkdir -p "$corpus" "$build/found"
  mapfile -t seeds < <(seeds "$1")
  if run_fuzzer "$1" -max_total_time="${FUZZ_SECONDS:-600}" -timeout=10 -rss_limit_mb=1024 -max_len=16384 \
    -artifact_prefix="$build/found/$1-" "$corpus" "${seeds[@]}" >"$log" 2>&1; then
    grep -E '^Done [0-9]+ runs' "$log" | sed "s/^/$1: /"
  else
    tail -n 30 "$log" >&2
    echo "error: $1: found what its reader does not stand; see $build/found and $log" >&2
    return 1
  fi
}

# Only what reaches code that no other does, of what is short: how often it is reached makes no difference.
keep() {
  local committed=Fuzz/corpus/$1 found=$build/corpus/$1 kept=$build/kept/$1 log=$build/$1.log
  local generated=(-type f -regextype posix-extended -regex '.*/[0-9a-f]{40}')
  rm -rf "$kept"
  mkdir -p "$found" "$kept"
  find "$committed" -type f ! "${generated[@]}" -exec cp -t "$kept" {} +
  run_fuzzer "$1" -set_cover_merge=1 -use_counters=0 -max_len=2048 -timeout=10 "$kept" "$committed" "$found" \
    >"$log" 2>&1 || { tail -n 30 "$log" >&2; return 1; }
  find "$committed" "${generated[@]}" -delete
  find "$kept" "${generated[@]}" -exec mv -t "$committed" {} +
  echo "$1: $(find "$committed" -type f | wc -l) inputs, $(du -sb "$committed" | cut -f 1) bytes"
}

# What zlib makes of every input that led somewhere.
compare_inflate() {
  local inputs=$build/inputs outcomes=$build/outcomes
  find "$build/corpus/inflate" Fuzz/corpus/inflate -type f | sort >"$inputs"
  FUZZ_PRINT=1 FUZZ_TARGET=inflate xargs -n 500 "$fuzzer" <"$inputs" >"$outcomes" 2>/dev/null
  "$here/compare-inflate.py" "$inputs" "$outcomes"
}

make_fuzzer
export -f fuzz keep run_fuzzer seeds
export build fuzzer
# shellcheck disable=SC2016 # expanded by the shell that xargs starts
printf '%s\n' "${targets[@]}" |
  xargs -P "$(nproc)" -I '{}' bash -c 'set -euo pipefail; "$1" "$2"' fuzz "$work" '{}'
[ $work != fuzz ] || case " ${targets[*]} " in *' inflate '*) compare_inflate ;; esac
