#!/bin/bash
# Shows a node's life in a throw-away host with real Podman and stand-in images: up, seen, down, nothing left.
#   demo.sh            NODECTL_BINARY=the program to show
#   KEEP=1 demo.sh     leaves the node up, and tells how to look around and how to end it
# `make demo` builds the program and calls this.

set -euo pipefail
export TESTHOST_NAME=demo TESTHOST_INIT=plain
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"

host=$TESTHOST_SCRIPTS/host.sh
examples=$TESTHOST_SCRIPTS/../../examples/demo
: "${NODECTL_BINARY:?the program to show; make demo sets it}"

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# show COMMAND ARG...: says what it runs in the host, and runs it there.
show() {
  printf '\n$ %s\n' "$*"
  "$host" exec sh -c 'cd /srv/demo && exec "$@"' demo "$@"
}

prepare() {
  "$host" check
  "$host" wipe # of an earlier demo, as is everything in it
  "$host" up
  "$host" exec mkdir -p /srv/demo
  "$host" put "$NODECTL_BINARY" /usr/local/bin/nodectl
  "$host" exec chmod 755 /usr/local/bin/nodectl
  for file in node.yaml identity.secret join-token; do "$host" put "$examples/$file" "/srv/demo/$file"; done
  "$TESTHOST_SCRIPTS/images.sh" load podman
}

keep() {
  trap - EXIT
  cat <<END

The node is up in the host 'demo'. To look around, as root:
  export TESTHOST_NAME=demo
  $host exec nodectl status demo
  $host exec podman ps
  $host sh 'exec bash'
To end it, and delete the host:
  TESTHOST_NAME=demo $host wipe
END
}

title 'A throw-away host: namespaces on a Debian file system, with Podman and no service running'
prepare
trap '"$host" wipe' EXIT

title 'A node comes up'
show cat node.yaml
show nodectl check
show nodectl up

title 'It is seen, by nodectl and by the tools of the field'
show nodectl status
show podman ps --format 'table {{.Names}}\t{{.Status}}\t{{.Ports}}'
show podman ps --filter label=com.docker.compose.project=demo --format '{{.Label "com.docker.compose.service"}} is a compose service'

if [ -n "${KEEP:-}" ]; then
  keep
  exit 0
fi

title 'It goes down, and nothing is left'
show nodectl down --volumes
show podman ps --all
show podman volume ls
show podman network ls
show sh -c 'grep -c /srv/demo /proc/self/mountinfo; pgrep -a "zerotier|crio|k0s|kubelet" || echo "no process of the node"'
