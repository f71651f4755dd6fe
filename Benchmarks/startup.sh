# shellcheck shell=bash disable=SC2154 # here is run.sh's
# What it costs that the program starts at all. Sourced by run.sh.

measure_startup() {
  use plain
  measure 50 <<'STEPS'
startup.version: nodectl version
startup.check: nodectl check
STEPS
  need valgrind valgrind
  local work
  work=$(mktemp -d)
  cp "$here"/../examples/demo/* "$work"
  profile version "$work" version
  profile export "$work" export --engine "unix://$("$host" dir)/run/docker.sock"
  rm -rf "$work"
}

# profile NAME DIRECTORY ARGUMENT...: instructions, of all and by the object that they are of. They repeat, so once is
# enough; on the machine itself, whose valgrind knows its libraries.
profile() {
  (cd "$2" && valgrind --tool=callgrind --callgrind-out-file=callgrind.out "$NODECTL_BINARY" "${@:3}" \
    >output 2>&1) || { cat "$2/output" >&2 && return 1; }
  python3 "$here/objects.py" "instructions.$1" "$2/callgrind.out"
}
