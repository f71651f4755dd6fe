#!/bin/bash
# Makes identities and checks each; then turns one bit of the keys of each, with which none may be right.
#   identities.sh [COUNT]     1000 by default; NODECTL_BINARY=the program
set -euo pipefail
: "${NODECTL_BINARY:?the program; make fuzz sets it}"
count=${1:-1000}
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

# The line with one bit of a key turned. Of a secret key five bits mean nothing, as X25519 overwrites them (RFC 7748 §5):
# the three lowest of its first byte, and the two highest of its 32nd.
flip() {
  local IFS=: fields digit bit
  read -ra fields <<<"$1"
  local field=$((2 + RANDOM % 2))
  while
    digit=$((RANDOM % 128)) bit=$((RANDOM % 4))
    [ $field = 3 ] && { { [ $digit = 1 ] && [ $bit -lt 3 ]; } || { [ $digit = 62 ] && [ $bit -gt 1 ]; }; }
  do :; done
  local old=${fields[field]:digit:1} new
  printf -v new %x $((16#$old ^ 1 << bit))
  fields[field]=${fields[field]:0:digit}$new${fields[field]:digit+1}
  echo "${fields[*]}"
}

examine() {
  local file=$work/$1 status=0
  "$NODECTL_BINARY" identity new "$file" >/dev/null
  "$NODECTL_BINARY" identity check "$file" >/dev/null || { echo "error: not right: $(cat "$file")" >&2; return 1; }
  flip "$(cat "$file")" >"$file.flipped"
  "$NODECTL_BINARY" identity check "$file.flipped" >/dev/null 2>&1 || status=$?
  [ $status = 3 ] || { echo "error: right with a bit turned: $(cat "$file.flipped")" >&2; return 1; }
}

export -f examine flip
export NODECTL_BINARY work
# shellcheck disable=SC2016 # expanded by the shell that xargs starts
seq "$count" | xargs -P "$(nproc)" -I '{}' bash -c 'set -eu; examine "$1"' examine '{}'
echo "identities: $count made here are right, $count with a bit turned are not"
