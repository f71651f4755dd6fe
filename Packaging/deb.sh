#!/bin/bash
# Makes a Debian package of nodectl, and prints its path.
#   [NODECTL_BINARY=FILE] deb.sh DIRECTORY [OPTION OF dpkg-deb...]
# It depends on what the program is linked with here, so it is for this release of Debian and later ones.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
# shellcheck source=Tests/host/packages.sh
. "$here/../Tests/host/packages.sh"

binary=${NODECTL_BINARY:-$here/../.build/release/nodectl}
out=${1:?the directory of the package}
need dpkg-shlibdeps dpkg-dev
need gzip gzip

version=$("$binary" version)
version=${version#nodectl }
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
maintainer=$(git -C "$here" log -1 --format='%an <%ae>' 2>/dev/null || echo "root <root@$(hostname -f)>")
architecture=$(dpkg --print-architecture)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
umask 022
mkdir -p "$tree/DEBIAN"

DESTDIR=$tree PREFIX=/usr "$here/install.sh"
# Debian's zsh looks elsewhere than zsh's own /usr/local.
mv "$tree/usr/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
gzip -9n "$tree"/usr/share/man/man1/*.1
install -d "$tree/etc/nodectl"

documents=$tree/usr/share/doc/nodectl
install -d "$documents"
install -m 644 "$here/../README.md" "$here"/../docs/*.md "$documents/"
install -m 644 "$here/copyright" "$documents/copyright"
cp -r --no-preserve=mode,ownership "$here/../examples" "$documents/examples"
{
  printf 'nodectl (%s) unstable; urgency=medium\n\n  * As of this version of the sources.\n\n' "$version"
  printf ' -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$documents/changelog.gz"
install -D -m 644 "$here/lintian-overrides" "$tree/usr/share/lintian/overrides/nodectl"

# What it is linked with, by the packages that have it.
mkdir "$work/debian"
printf 'Source: nodectl\n\nPackage: nodectl\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "tree/usr/bin/nodectl" 2>/dev/null)
depends=${depends#*Depends=}
# And what it loads when it needs it.
curl=$(dpkg-query --search '*/libcurl.so.4' | sed -n '1s/:.*//p')
depends+=", ${curl:?libcurl is missing} (>= 7.83)"

cat >"$tree/DEBIAN/control" <<CONTROL
Package: nodectl
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Section: admin
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Depends: $depends
Recommends: docker.io | docker-ce | podman
Suggests: openssh-client
Description: Kubernetes workers on servers that others use too
 nodectl makes a server with Docker or Podman a k0s worker: three containers
 (ZeroTier, CRI-O with microVMs, k0s) and nothing else on the host. It brings
 them up in the order of health, keeps them right, and takes them away so that
 nothing is left.
CONTROL
install -m 755 "$here/postinst" "$here/prerm" "$here/postrm" "$tree/DEBIAN/"
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"

package=$out/nodectl_${version}_$architecture.deb
mkdir -p "$out"
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -exec touch --no-dereference -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group "${@:2}" --build "$tree" "$package" >/dev/null
printf '%s\n' "$package"
