#!/bin/bash
# Installs nodectl: the program, what it sends to engines' hosts, manual pages, completions, a unit for systemd.
#   [NODECTL_BINARY=FILE] [PREFIX=/usr/local] [DESTDIR=] install.sh
# nodectl-host is taken from beside the binary. With DESTDIR nothing outside it is written.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
# shellcheck source=Tests/host/packages.sh
. "$here/../Tests/host/packages.sh"

binary=${NODECTL_BINARY:-$here/../.build/release/nodectl}
prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}$prefix
need python3 python3

version=$("$binary" version)
version=${version#nodectl }
epoch=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || date +%s)}

install -D -m 755 "$binary" "$root/bin/nodectl"
install -D -m 755 "${binary%/*}/nodectl-host" "$root/libexec/nodectl/nodectl-host"

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
"$binary" --experimental-dump-help |
  "$here/manual.py" "$version" "$(date -u -d "@$epoch" +%Y-%m-%d)" "$pages"
install -d "$root/share/man/man1"
install -m 644 "$pages"/*.1 "$root/share/man/man1/"

# completion SHELL DIRECTORY FILE
completion() {
  install -d "$root/share/$2"
  "$binary" --generate-completion-script "$1" | sed '1{/^#!/d}' >"$root/share/$2/$3"
}
completion bash bash-completion/completions nodectl
completion zsh zsh/site-functions _nodectl
completion fish fish/vendor_completions.d nodectl.fish

# Where systemd looks for what administrators install, and for what packages do.
units=$root/lib/systemd/system
install -d "$units"
sed "s|@bindir@|$prefix/bin|" "$here/nodectl@.service" >"$units/nodectl@.service"
