# shellcheck shell=bash disable=SC2154 # here is run.sh's
# What it costs that the program starts at all. Sourced by run.sh.

measure_startup() {
  use plain
  measure 50 <<'STEPS'
startup.version: nodectl version
startup.check: nodectl check
STEPS
  measure 15 <<'STEPS'
startup.version.compose: docker compose version
startup.version.podman_compose: podman-compose --version
STEPS
  need valgrind valgrind || return 0
  local engine work
  engine=unix://$("$host" dir)/run/docker.sock
  # Where the host has it too, as the engine must find the node's files.
  work=$("$host" dir)/share/callgrind
  mkdir -p "$work"
  cp "$here"/../examples/demo/* "$work"
  profile version "$work" version
  profile export "$work" export --engine "$engine"
  # The machine does not share that directory's mounts, of which nothing here has any.
  local up=(up --engine "$engine" --skip-check data-directory --wait healthy --progress quiet)
  at "$work" "${up[@]}"
  profile converged "$work" "${up[@]}"
  at "$work" down --engine "$engine" --volumes --progress quiet
}

# at DIRECTORY ARGUMENT...: nodectl on the machine itself.
at() {
  (cd "$1" && "$NODECTL_BINARY" "${@:2}" >output 2>&1) || { cat "$1/output" >&2 && return 1; }
}

# profile NAME DIRECTORY ARGUMENT...: instructions, of all and by the object that they are of. They repeat, so once is
# enough; on the machine itself, whose valgrind knows its libraries.
profile() {
  (cd "$2" && valgrind --tool=callgrind --callgrind-out-file=callgrind.out "$NODECTL_BINARY" "${@:3}" \
    >output 2>&1) || { cat "$2/output" >&2 && return 1; }
  python3 "$here/objects.py" "instructions.$1" "$2/callgrind.out"
}
