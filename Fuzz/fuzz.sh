#!/bin/bash
# Feeds nodectl's readers of outside data with whatever libFuzzer thinks of, as many at once as there are processors, and
# fails if something makes one crash, hang or grow. `make fuzz` calls it.
#   fuzz.sh [TARGET]...     FUZZ_SECONDS=600 for each target
# New inputs that reach new code are kept in .build-fuzz/corpus; a crasher stays in .build-fuzz/found, is named, and
# belongs into a unit test of the reader.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

build=.build-fuzz
fuzzer=$build/fuzzer
targets=(
  answer compose dotenv engine-endpoints event-stream identity inflate interpolation k0s-json kubeconfig log mountinfo
  process registry-logins response-head spec token toml yaml zerotier-json
)
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
  [ ! -d "Fuzz/corpus/$1" ] || echo "Fuzz/corpus/$1"
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

# What zlib makes of every input that led somewhere.
compare_inflate() {
  local inputs=$build/inputs outcomes=$build/outcomes
  find "$build/corpus/inflate" Fuzz/corpus/inflate -type f | sort >"$inputs"
  FUZZ_PRINT=1 FUZZ_TARGET=inflate xargs -n 500 "$fuzzer" <"$inputs" >"$outcomes" 2>/dev/null
  "$here/compare-inflate.py" "$inputs" "$outcomes"
}

make_fuzzer
export -f fuzz run_fuzzer seeds
export build fuzzer
# shellcheck disable=SC2016 # expanded by the shell that xargs starts
printf '%s\n' "${targets[@]}" |
  xargs -P "$(nproc)" -I '{}' bash -c 'set -euo pipefail; fuzz "$1"' fuzz '{}'
case " ${targets[*]} " in *' inflate '*) compare_inflate ;; esac
