# shellcheck shell=bash disable=SC2016,SC2154 # here is run.sh's
# The hosts that are measured on, and how. Sourced by run.sh.
#
# Two, for Podman runs health checks of its own only under systemd, without which podman-compose would wait for ever:
# `plain` with both engines, `systemd` with Podman. In each, /srv/bench has the node node-01, and in compose/ the same
# stack as compose tools take it.

host=$TESTHOST_SCRIPTS/host.sh

# use plain|systemd: the host that everything below is done on.
use() { export TESTHOST_INIT=$1 TESTHOST_NAME=$TESTHOST_PREFIX-$1; }

in_host() { "$host" sh "cd /srv/bench || exit 1
$1" "${@:2}"; }

# measure ROUNDS < STEPS: see measure.py. Steps of what is missing are left out, and so are its rows' figures.
measure() {
  local steps
  steps=$(grep -vE "$missing") || return 0
  in_host 'PYTHONDONTWRITEBYTECODE=1 python3 measure.py "$1"' "${ROUNDS:-$1}" <<<"$steps"
}

start_hosts() {
  use systemd
  start_host podman
  use plain
  start_host all
  missing='^$'
  local command
  for command in 'docker compose' podman-compose; do
    in_host "$command version >/dev/null 2>&1" || missing+="|$command"
  done
}

# is_there COMMAND: one of those that start_hosts looks for.
is_there() { [[ $missing != *"|$1"* ]]; }

start_host() {
  "$host" up
  # Docker's own pools are used up by the networks of 31 nodes.
  "$host" sh 'jq ". + {\"default-address-pools\": [{base: \"10.64.0.0/12\", size: 24}]}" /etc/docker/daemon.json >/tmp/it
    cp /tmp/it /etc/docker/daemon.json'
  "$TESTHOST_SCRIPTS/engines.sh" start "$1"
  "$TESTHOST_SCRIPTS/images.sh" load "$1"
  "$host" put "$NODECTL_BINARY" /usr/local/bin/nodectl
  "$host" exec chmod 755 /usr/local/bin/nodectl
  "$host" exec mkdir -p /srv/bench/compose/k0s-data
  local file
  for file in measure.py record.py replay.py follow.py; do "$host" put "$here/$file" "/srv/bench/$file"; done
  "$host" put "$TESTHOST_SCRIPTS/engine_proxy.py" /srv/bench/engine_proxy.py
  for file in node.yaml identity.secret join-token; do
    "$host" put "$here/../examples/demo/$file" "/srv/bench/$file"
  done
  in_host '
    sed -i "s/^name: .*/name: node-01/; s/^zerotier:/&\n  hostPort: 20001/" node.yaml
    sed "s/node-01/compose/; s/20001/30001/" node.yaml >compose/node.yaml
    cp identity.secret join-token compose
    cd compose && nodectl export -o . >/dev/null && echo K0S_NODE_IP=10.1.2.3 >.env'
}

# record FILE SOCKET SCRIPT: writes down the calls of what the script has ask /run/recorder.sock.
record() {
  in_host '
    python3 -B record.py /run/recorder.sock "$2" "$1" &
    recorder=$!
    until [ -S /run/recorder.sock ]; do sleep 0.05; done
    sh -c "$3" >/dev/null 2>recorded.log || { cat recorded.log >&2 && exit 1; }
    kill "$recorder"
    while [ -d "/proc/$recorder" ]; do sleep 0.05; done
    rm /run/recorder.sock' "$@"
}

# calls NAME FILE: how many a recording has.
calls() { in_host 'printf "%s\t%s\n" "$1" "$(grep -c "\"method\"" "$2")"' "$@"; }

# record_life SOCKET: nodectl's fresh up, converged up and down, which speak of the same containers.
record_life() {
  local up='nodectl up --engine unix:///run/recorder.sock --wait healthy --progress quiet'
  record up.recording "$1" "$up"
  record converged.recording "$1" "$up"
  record down.recording "$1" 'nodectl down --engine unix:///run/recorder.sock --volumes --progress quiet'
}

measure_machine() {
  printf 'machine.cpu\t%s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
  printf 'machine.cores\t%s\n' "$(nproc)"
  printf 'machine.kernel\t%s\n' "$(uname -r)"
  printf 'machine.date\t%s\n' "$(date --utc +%F)"
  printf 'machine.sources\t%s\n' "$(git -C "$here" describe --always --dirty 2>/dev/null || echo 'no commit')"
  in_host '
    tell() { printf "machine.%s\t%s\n" "$1" "$2"; }
    tell nodectl "$(nodectl version | sed "s/nodectl //")"
    tell docker "$(docker version --format "{{.Server.Version}}")"
    tell compose "$(docker compose version --short 2>/dev/null || echo missing)"
    tell podman "$(podman --version | sed "s/.* //")"
    tell podman_compose "$(podman-compose --version 2>/dev/null | sed -n "s/^podman-compose version //p" | grep . || echo missing)"
    tell curl "$(curl --version | sed -n "1s/^curl \([^ ]*\).*/\1/p")"'
}
