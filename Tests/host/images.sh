#!/bin/bash
# Stand-in images of the stack's parts, which answer as the real ones do, made of busybox: nothing is pulled.
#   images.sh build                                makes them, if they are not there yet
#   images.sh load docker|podman|all [IMAGE...]    loads them into engines of a host that is up
#   images.sh archive [IMAGE...]                   writes a docker-archive to stdout (docker, podman and skopeo read it)
# IMAGE is a reference of the table; without one, those images that behave well (no settings); `all` is all of them.
# standins/ has the table of images and their settings, a directory for each repository that is a layer as it stands,
# and the C sources of what a shell cannot do.

# shellcheck disable=SC2016 # scripts in single quotes are expanded by the shell in the host
set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"
# shellcheck source=Tests/host/packages.sh
. "$(dirname "$0")/packages.sh"

sources=$TESTHOST_SCRIPTS/standins

# The images, without comments and blank lines: repository, tag, settings.
table() { sed 's/#.*//; /^[[:space:]]*$/d' "$sources/images"; }

# What a real image of the repository has in its configuration, as members of "config".
image_config() {
  case $1 in
    */zerotier)
      echo '"Entrypoint": ["/entrypoint.sh"],' \
        '"Healthcheck": { "Test": ["CMD-SHELL", "bash /healthcheck.sh"], "Interval": 1000000000 }'
      ;;
    */crio-krun) echo '"Entrypoint": ["/usr/bin/cgroups_delegate", "/usr/bin/tini", "--", "/usr/bin/crio"]' ;;
    */k0s)
      echo '"Entrypoint": ["/sbin/tini", "--", "/entrypoint.sh"],' \
        '"Cmd": ["k0s", "controller", "--enable-worker"]'
      ;;
    */node-exporter) echo '"Entrypoint": ["/bin/node_exporter"], "User": "65534"' ;;
    */busybox) echo '"Cmd": ["sh"]' ;;
  esac
}

# Where they are, made: layers and configurations in content/, and in manifest a line "REFERENCE JSON" for each image.
store() {
  local rootfs hash
  rootfs=$("$TESTHOST_SCRIPTS/rootfs.sh" path) # busybox is from there
  hash=$(cd "$TESTHOST_SCRIPTS" &&
    { echo "$rootfs"; find images.sh standins -type f -printf '%m %p\n' -exec cat {} + | LC_ALL=C sort; } |
    sha256sum | cut -c1-12)
  printf '%s\n' "$TESTHOST_DIR/images/$TESTHOST_SUITE-$hash"
}

digest() { sha256sum "$1" | cut -d' ' -f1; }

# add_layer DIRECTORY OUT: prints its digest. The same content always gives the same layer, so image ids are stable.
add_layer() {
  local tar=$2/layer.tar id
  tar --create --file "$tar" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --directory "$1" .
  id=$(digest "$tar")
  mkdir -p "$2/$id"
  mv "$tar" "$2/$id/layer.tar"
  printf '%s\n' "$id"
}

# Busybox with all its applets, and the sockets it cannot offer.
make_base() {
  local base=$1 busybox applet
  busybox=$("$TESTHOST_SCRIPTS/rootfs.sh" path)/usr/bin/busybox
  cp -a "$sources/base" "$base"
  mkdir -p "$base"/{bin,sbin,etc,run,var/lib,proc,sys,dev,root,mnt,tmp,usr/sbin,usr/local/bin}
  chmod 1777 "$base/tmp"
  ln -s ../run "$base/var/run"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$base/etc/passwd"
  cp "$busybox" "$base/bin/busybox"
  for applet in $("$busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$base/bin/$applet"
  done
  compile echod "$base/bin/echod"
  printf '\177ELF' >"$base/lib/standin/foreign" # a program of no machine
  chmod 755 "$base/lib/standin/foreign"
}

# Under the lock; the store appears whole or not at all.
build() {
  local store work
  store=$(store)
  [ ! -d "$store" ] || return 0
  "$TESTHOST_SCRIPTS/rootfs.sh" build
  need cc gcc libc6-dev
  say "making the stand-in images in $store"
  work=$store.part
  rm -rf "$work" "$work.layers"
  mkdir -p "$work/content" "$work.layers"
  make_base "$work.layers/base"
  cp -a "$sources"/{zerotier,crio-krun,k0s,node-exporter} "$work.layers/"
  compile kubelet "$work.layers/k0s/lib/standin/kubelet"
  make_images "$work.layers" "$work"
  rm -rf "$work.layers"
  mv "$work" "$store"
}

compile() { cc -static -Os -s -Wall -Wextra -Werror -o "$2" "$sources/src/$1.c"; }

# make_images LAYERS OUT: one for each line of the table, of the base layer and its repository's own.
make_images() {
  local content=$2/content repository tag settings own config
  local -A layer
  for own in base zerotier crio-krun k0s node-exporter; do layer[$own]=$(add_layer "$1/$own" "$content"); done
  while read -r repository tag settings; do
    own=${layer[${repository##*/}]:-} # busybox has none
    make_config "$repository" "$tag" "$settings" "${layer[base]}" "$own" >"$content/config"
    config=$(digest "$content/config").json
    mv "$content/config" "$content/$config"
    printf '%s {"Config":"%s","RepoTags":["%s"],"Layers":[%s]}\n' "$repository:$tag" "$config" "$repository:$tag" \
      "$(layer_list "${layer[base]}" "$own" '"%s/layer.tar"')"
  done < <(table) >"$2/manifest"
}

# layer_list BASE OWN FORMAT: OWN may be empty.
layer_list() {
  # shellcheck disable=SC2059 # the format is the caller's
  printf "$3" "$1"
  # shellcheck disable=SC2059
  [ -z "$2" ] || printf ",$3" "$2"
}

make_config() {
  local repository=$1 tag=$2 settings=$3 base=$4 own=$5 setting name environment architecture config
  config=$(image_config "$repository")
  case $(uname -m) in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; *) architecture=$(uname -m) ;; esac
  environment='"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"'
  # v1.34.1-k0s.0-slow is k0s v1.34.1+k0s.0
  [[ ! $tag =~ ^(v[0-9.]+)-(k0s\.[0-9]+) ]] || environment+=",\"STANDIN_VERSION=${BASH_REMATCH[1]}+${BASH_REMATCH[2]}\""
  for setting in $settings; do
    if [[ $setting = architecture=* ]]; then
      architecture=${setting#*=} config='"Entrypoint": ["/lib/standin/foreign"]'
      continue
    fi
    name=${setting%%=*} name=${name^^}
    environment+=",\"STANDIN_${name//-/_}=${setting#*=}\""
  done
  printf '{"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":{"Env":[%s],%s},' \
    "$architecture" "$environment" "$config"
  printf '"rootfs":{"type":"layers","diff_ids":[%s]}}\n' "$(layer_list "$base" "$own" '"sha256:%s"')"
}

# selected IMAGE...: their lines of the manifest. Without any, those that have no settings; `all` is all.
selected() {
  local store image
  store=$(store)
  if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # one word for each image
    set -- $(table | awk 'NF == 2 { print $1 ":" $2 }')
  elif [ "$*" = all ]; then
    cat "$store/manifest"
    return
  fi
  for image; do
    grep -F "$image " "$store/manifest" || die "no stand-in image $image; see $sources/images"
  done
}

# archive IMAGE...: a docker-archive on stdout. Its members have no ./ before their names, which skopeo would not take.
archive() {
  local manifest
  manifest=$(mktemp -d)
  # shellcheck disable=SC2064 # it is known now
  trap "rm -rf '$manifest'" EXIT
  selected "$@" | sed 's/^[^ ]* //' | paste -sd, | sed 's/.*/[&]/' >"$manifest/manifest.json"
  cd "$(store)/content" # for the * below
  tar --create --mtime=@0 --owner=0 --group=0 -C "$manifest" manifest.json -C "$PWD" -- *
}

case ${1:-} in
  build) locked images "$0" build-locked ;;
  build-locked) build ;;
  archive)
    "$0" build
    archive "${@:2}"
    ;;
  load)
    case ${2:-} in docker | podman) engines=$2 ;; all) engines='docker podman' ;; *) usage ;; esac
    for engine in $engines; do
      "$0" archive "${@:3}" | "$TESTHOST_SCRIPTS/host.sh" exec "$engine" load -q >/dev/null
    done
    ;;
  *) usage ;;
esac
