#!/bin/bash
# Makes the pristine root file system of the hosts of one suite: a Debian with both engines. About a minute, once.
#   rootfs.sh build    makes it if it is not there yet
#   rootfs.sh path     prints where it is, or would be
# TESTHOST_SUITE and TESTHOST_MIRROR as in env.sh. Its directory is named after the suite and a hash of everything that
# goes into it, so a changed list makes a new one, and one that is there is whole and never changes again.

set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"
# shellcheck source=Tests/host/packages.sh
. "$(dirname "$0")/packages.sh"

sources=$TESTHOST_SCRIPTS/rootfs

rootfs_path() {
  local hash
  hash=$(cd "$sources" && { cat ../rootfs.sh && find . -type f | LC_ALL=C sort | xargs sha256sum; } |
    sha256sum | cut -c1-12)
  printf '%s\n' "$TESTHOST_DIR/rootfs/$TESTHOST_SUITE-$hash"
}

# entries FILE: its lines without comments and blanks.
entries() { sed 's/#.*//; /^[[:space:]]*$/d' "$sources/$1"; }

mirror() {
  local known
  [ -z "$TESTHOST_MIRROR" ] || { printf '%s\n' "$TESTHOST_MIRROR" && return; }
  # shellcheck disable=SC2016 # $(REPO_URI) is apt's
  known=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -m1 -E '/debian/?$') ||
    die "apt knows no Debian mirror: set TESTHOST_MIRROR"
  printf '%s\n' "$known"
}

# The mirror may be a frozen copy, whose release files are past their date. Recommends would double the size.
bootstrap() {
  mmdebstrap --variant=minbase --include="$(entries packages | paste -sd,)" \
    --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$TESTHOST_SUITE" "$1" "deb $(mirror) $TESTHOST_SUITE main"
}

# One shape for all hosts; only the containers.conf of a plain host is taken away at boot under systemd.
configure() {
  local root=$1 unit
  cp -a "$sources/files/." "$root/"
  for unit in $(entries masked-units); do
    ln -sfn /dev/null "$root/etc/systemd/system/$unit"
  done
  for unit in $(entries disabled-units); do
    rm -f "$root"/etc/systemd/system/*.wants/"$unit" "$root"/etc/systemd/system/*.requires/"$unit"
  done
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin
  : >"$root/etc/machine-id"
  # So that systemd does not rebuild its caches at the first boot.
  touch "$root/etc/.updated" "$root/var/.updated"
}

# Under the lock. A build that was cut off leaves only a .part directory, which nobody takes for a rootfs.
build() {
  local target part
  target=$(rootfs_path) part=$target.part
  [ ! -d "$target" ] || return 0
  need mmdebstrap mmdebstrap debian-archive-keyring
  rm -rf --one-file-system "$part"
  mkdir -p "$(dirname "$target")"
  say "making a Debian $TESTHOST_SUITE for the test hosts in $target (about a minute, once)"
  bootstrap "$part" >"$target.log" 2>&1 || { tail -n 20 "$target.log" >&2 && die "mmdebstrap failed; see $target.log"; }
  configure "$part"
  mv "$part" "$target"
}

case ${1:-} in
  build) [ -d "$(rootfs_path)" ] || locked "rootfs-$TESTHOST_SUITE" "$0" build-locked ;;
  build-locked) build ;;
  path) rootfs_path ;;
  *) usage ;;
esac
