#!/bin/bash
# Starts and stops the container engines of a host, which must be up.
#   engines.sh start docker|podman|all    returns when the engine answers; does nothing if it does already
#   engines.sh stop docker|podman|all     as a service manager stops it: dockerd takes its containers along
#   engines.sh kill docker|podman|all     SIGKILL to the service alone, as when it crashes
# Podman here is the API service on /run/podman/podman.sock; its containers need no service and live on.

# shellcheck disable=SC2016 # scripts in single quotes are expanded by the shell in the host
set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"

host=$TESTHOST_SCRIPTS/host.sh

socket() {
  case $1 in
    docker) echo /run/docker.sock ;;
    podman) echo /run/podman/podman.sock ;;
  esac
}

answers() { "$host" exec curl -sf --max-time 2 -o /dev/null --unix-socket "$(socket "$1")" http://engine/_ping; }

# In a host without systemd: each engine in a cgroup of its own, where systemd would have put it.
start_plain() {
  local command
  case $1 in
    docker) # starts its own containerd; the second socket is the one that the machine sees
      command=(dockerd -H unix:///run/docker.sock -H unix:///run/testhost/docker.sock
        --exec-opt native.cgroupdriver=cgroupfs) ;;
    podman) command=(podman system service --time 0 unix:///run/podman/podman.sock) ;;
  esac
  "$host" sh '
    cgroup=/sys/fs/cgroup/system.slice/$1.service log=/var/log/$1.log
    shift
    mkdir -p "$cgroup"
    echo $$ >"$cgroup/cgroup.procs"
    setsid "$@" >>"$log" 2>&1 </dev/null &' "$1" "${command[@]}"
}

start() {
  ! answers "$1" || return 0
  "$host" exec rm -f "/run/testhost/$1.sock" "$(socket "$1")" # a killed service leaves its sockets
  if [ "$TESTHOST_INIT" = systemd ]; then
    case $1 in
      docker) "$host" exec systemctl start docker.service ;;
      podman) "$host" exec systemctl restart podman.socket ;;
    esac
  else
    start_plain "$1"
  fi
  for _ in {1..300}; do
    ! answers "$1" || return 0
    sleep 0.05
  done
  show_log "$1"
  die "$1 does not answer on $(socket "$1")"
}

show_log() {
  if [ "$TESTHOST_INIT" = systemd ]; then
    "$host" exec journalctl --no-pager -n 20 -u "$1.service" >&2
  else
    "$host" exec tail -n 20 "/var/log/$1.log" >&2
  fi
}

# main_pid ENGINE: in a plain host; containers' shims share dockerd's cgroup, so the cgroup does not tell.
main_pid() {
  case $1 in
    docker) "$host" exec pgrep -x dockerd ;;
    podman) "$host" exec pgrep -f 'podman( .*)? system service' ;;
  esac
}

stop() {
  local pid
  if [ "$TESTHOST_INIT" = systemd ]; then
    "$host" exec systemctl stop "$1.socket" "$1.service"
    return
  fi
  pid=$(main_pid "$1") || return 0
  "$host" sh 'kill -TERM "$1"; for i in {1..600}; do [ -d "/proc/$1" ] || exit 0; sleep 0.05; done; exit 1' "$pid" ||
    die "$1 does not stop"
}

kill_service() {
  local pid
  pid=$(main_pid "$1") || return 0
  "$host" sh 'kill -KILL "$1"; while [ -d "/proc/$1" ]; do sleep 0.02; done' "$pid"
}

case ${2:-} in
  docker | podman) engines=$2 ;;
  all) engines='docker podman' ;;
  *) usage ;;
esac
case ${1:-} in
  start | stop) action=$1 ;;
  kill) action=kill_service ;;
  *) usage ;;
esac
for engine in $engines; do "$action" "$engine"; done
