#!/bin/bash
# Feeds nodectl's readers of outside data with whatever libFuzzer thinks of, and ends at what makes one crash, hang or
# grow. `make fuzz` calls it.
#   fuzz.sh [TARGET]...     FUZZ_SECONDS=600 for each target
# New inputs that reach new code are kept in .build-fuzz/corpus; a crasher stays in .build-fuzz/found, is named, and
# belongs into a unit test of the reader.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

build=.build-fuzz
fuzzer=$build/fuzzer
targets=(identity token inflate kubeconfig zerotier-json k0s-json)
[ $# -eq 0 ] || targets=("$@")

# A fuzzer brings its own main, with which SwiftPM does not link a program: it makes the library.
make_fuzzer() {
  NODECTL_FUZZ=1 swift build -c release --scratch-path "$build" --product FuzzTargets \
    -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing
  local libyaml
  read -ra libyaml < <(pkg-config --libs yaml-0.1)
  swiftc -sanitize=fuzzer -o "$fuzzer" -Xlinker --whole-archive "$build/release/libFuzzTargets.a" \
    -Xlinker --no-whole-archive -lstdc++ "${libyaml[@]}"
}

# A crash of Swift's would else be looked into by its backtracer, which hangs here.
run_fuzzer() { SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$1 "$fuzzer" "${@:2}"; }

fuzz() {
  local corpus=$build/corpus/$1 log=$build/$1.log
  mkdir -p "$corpus" "$build/found"
  if run_fuzzer "$1" -max_total_time="${FUZZ_SECONDS:-600}" -timeout=10 -rss_limit_mb=1024 -max_len=16384 \
    -artifact_prefix="$build/found/$1-" "$corpus" "Fuzz/corpus/$1" >"$log" 2>&1; then
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
for target in "${targets[@]}"; do
  fuzz "$target"
  [ "$target" != inflate ] || compare_inflate
done
