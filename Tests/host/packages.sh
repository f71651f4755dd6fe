#!/bin/bash
# Sees to it that something from a Debian package is there: installs it, saying so, or prints the line to run.
#   packages.sh command NAME PACKAGE...    a command on PATH
#   packages.sh library NAME PACKAGE...    a library that pkg-config knows by NAME
# Exits 0 when it is there at the end. Other scripts source this file for the function `need` (= command).

# install_packages WHAT PACKAGE...: without a terminal, without questions, and also where `apt-get update` never ran.
install_packages() {
  local what=$1 line
  shift
  line="apt-get install -y --no-install-recommends $*"
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    printf 'error: %s is missing; run as root: %s\n' "$what" "$line" >&2
    return 1
  fi
  printf '== installing %s (for %s)\n' "$*" "$what" >&2
  local log
  log=$(mktemp)
  # The lists may be absent, or older than what the mirror still has: fetch them once and try again.
  if ! apt_get install -y --no-install-recommends "$@" >"$log" 2>&1; then
    if ! { apt_get update && apt_get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
      tail -n 20 "$log" >&2
      rm -f "$log"
      printf 'error: could not install %s; run: apt-get update && %s\n' "$what" "$line" >&2
      return 1
    fi
  fi
  rm -f "$log"
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null; }

# need COMMAND PACKAGE...
need() {
  command -v "$1" >/dev/null || install_packages "$@"
}

# need_library NAME PACKAGE...
need_library() {
  need pkg-config pkg-config && { pkg-config --exists "$1" || install_packages "$@"; }
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  case ${1:-} in
    command) shift && need "$@" ;;
    library) shift && need_library "$@" ;;
    *)
      sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
      exit 64
      ;;
  esac
fi
