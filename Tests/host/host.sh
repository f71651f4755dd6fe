#!/bin/bash
# A throw-away host: own mount, pid, net, uts, ipc and cgroup namespaces, cgroup v2 alone, on a copy-on-write view of a
# Debian with both engines. When its pid 1 ends, all in it ends; wiped, nothing of it is left on the machine.
#   host.sh check             exits 0 if this machine can make one; else 1, with one line that says why not
#   host.sh up                starts it (makes the rootfs first); does nothing if it runs
#   host.sh exec COMMAND...   runs COMMAND in it: same working directory if there, exit status and signals passed on
#   host.sh sh SCRIPT ARG...  runs a bash script in it, with ARG... as $1...
#   host.sh put FILE PATH     copies a file into it
#   host.sh down              stops it at once, like a power cut; up starts it again on the same disk
#   host.sh wipe              down, and deletes its disk
#   host.sh list              all hosts below TESTHOST_DIR
#   host.sh dir|pid|ip        its state directory; its pid 1 as the machine sees it; its address as the machine sees it
# Which host: TESTHOST_NAME, TESTHOST_SUITE, TESTHOST_INIT (env.sh). DIR/share is the same path inside and outside;
# DIR/run/docker.sock and DIR/run/podman/podman.sock are the engines' sockets, seen from the machine.

set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"
# shellcheck source=Tests/host/packages.sh
. "$(dirname "$0")/packages.sh"
# shellcheck source=Tests/host/check.sh
. "$(dirname "$0")/check.sh"
# shellcheck source=Tests/host/enter.sh
. "$(dirname "$0")/enter.sh"

cgroup2=$(findmnt -nfo TARGET -t cgroup2) # at /sys/fs/cgroup/unified on a hybrid machine
top=$cgroup2/nodectl-testhost-$TESTHOST_NAME # all processes of this host are below, whatever they do
inside=$top/host                             # what the host sees as its root

# A pid alone may be somebody else's by now: its start time must be the noted one (field 22).
alive() {
  local stat
  [ -s "$TESTHOST_STATE/pid" ] && [ -s "$TESTHOST_STATE/start" ] || return 1
  read -ra stat 2>/dev/null <"/proc/$(<"$TESTHOST_STATE/pid")/stat" || return 1
  [ "${stat[21]}" = "$(<"$TESTHOST_STATE/start")" ]
}

host_pid() {
  alive || die "host $TESTHOST_NAME is not up"
  cat "$TESTHOST_STATE/pid"
}

# --- up --------------------------------------------------------------------------------------------------------------

up() {
  local rootfs wanted
  rootfs=$("$TESTHOST_SCRIPTS/rootfs.sh" path)
  wanted="rootfs=$rootfs init=$TESTHOST_INIT"
  if [ -e "$TESTHOST_STATE/made-of" ] && [ "$(<"$TESTHOST_STATE/made-of")" != "$wanted" ]; then
    ! alive || die "host $TESTHOST_NAME runs as $(<"$TESTHOST_STATE/made-of"): wipe it first"
    say "host $TESTHOST_NAME was made of another rootfs or init: starting afresh"
    wipe
  fi
  ! alive || return 0
  check
  "$TESTHOST_SCRIPTS/rootfs.sh" build
  down # processes of a start that was cut off
  make_state
  printf '%s\n' "$wanted" >"$TESTHOST_STATE/made-of"
  start "$rootfs"
  connect
}

# An overlay's upper layer cannot lie on another overlay (the root of most containers): a tmpfs takes its place.
make_state() {
  local made=$TESTHOST_STATE
  mkdir -p "$made"
  if ! mountpoint -q "$made" && ! holds_overlay "$made"; then
    say "$TESTHOST_DIR cannot hold an overlay: keeping host $TESTHOST_NAME in memory"
    mount -t tmpfs -o mode=755 testhost "$made"
    mount --make-private "$made"
  fi
  mkdir -p "$made"/{upper,work,docker,containers,share,run/podman}
  rm -f "$made"/{pid,start,ip,run/ready}
  printf '%s\n' "${TESTHOST_CALLER:-unknown}" >"$made/owner"
}

holds_overlay() {
  local probe=$1/.probe works
  mkdir -p "$probe"/{lower,upper,work,merged}
  # shellcheck disable=SC2016 # $0 is the inner shell's
  unshare --mount sh -c 'mount -t overlay none -o lowerdir=$0/lower,upperdir=$0/upper,workdir=$0/work $0/merged' \
    "$probe" 2>/dev/null && works=true || works=false
  rm -rf "$probe"
  $works
}

start() {
  mkdir -p "$inside"
  delegate_controllers
  # The subshell enters the cgroup, so everything after is in it. Its descriptors are not the caller's.
  (
    echo "$BASHPID" >"$inside/cgroup.procs"
    exec setsid unshare --cgroup --mount --propagation unchanged --uts --ipc --net --pid --fork -- \
      "$TESTHOST_SCRIPTS/boot.sh" "$1"
  ) >"$TESTHOST_STATE/console.log" 2>&1 </dev/null &
  local booting=$!
  until started; do
    kill -0 "$booting" 2>/dev/null || { tail -n 20 "$TESTHOST_STATE/console.log" >&2 && die "host did not start"; }
    sleep 0.02
  done
  # What waits for its pid 1 is a process in its root cgroup, below which no controller could be enabled then.
  mkdir -p "$top/waiting.scope"
  echo "$booting" >"$top/waiting.scope/cgroup.procs"
}

# On a hybrid machine nearly all controllers are bound to version 1, and a lone hugetlb only confuses podman (a second
# for every container). So: those that limits are made of, or none.
delegate_controllers() {
  local available controller
  available=" $(<"$top/cgroup.controllers") "
  [[ $available == *" memory "* && $available == *" pids "* ]] || return 0
  for controller in $available; do
    echo "+$controller" >"$top/cgroup.subtree_control" || say "controller $controller cannot be delegated"
  done
}

started() {
  alive && [ -e "$TESTHOST_STATE/run/ready" ] || return 1
  [ "$TESTHOST_INIT" = systemd ] || return 0
  # "degraded" will do: some unit of Debian's always finds something missing in a container.
  [[ $(enter systemctl is-system-running --wait 2>/dev/null) =~ ^(running|degraded)$ ]]
}

# A cable to the machine, to see published ports as another machine would. It leads no further.
connect() {
  local pid index
  need ip iproute2
  pid=$(host_pid)
  for ((index = 0; index < 256; index++)); do
    ip link add "testhost$index" type veth peer name eth0 netns "$pid" 2>/dev/null || continue
    printf '%s\n' "$index" >"$TESTHOST_STATE/link"
    ip addr add "$TESTHOST_NET.$index.1/30" dev "testhost$index"
    ip link set "testhost$index" up
    nsenter -t "$pid" -n ip addr add "$TESTHOST_NET.$index.2/30" dev eth0
    nsenter -t "$pid" -n ip link set eth0 up
    nsenter -t "$pid" -n ip route add default via "$TESTHOST_NET.$index.1"
    printf '%s\n' "$TESTHOST_NET.$index.2" >"$TESTHOST_STATE/ip"
    return
  done
  say "host $TESTHOST_NAME has no link to the machine (no veth interfaces here?)"
}

# --- down ------------------------------------------------------------------------------------------------------------

# Everything that was started in the host's cgroup, and only that.
down() {
  local directory
  if [ -d "$top" ]; then
    echo 1 >"$top/cgroup.kill"
    for _ in {1..3000}; do
      ! grep -q 'populated 0' "$top/cgroup.events" || break
      sleep 0.02
    done
    # Freed cgroups vanish bottom-up; one whose last process is not reaped yet needs another try.
    for _ in {1..250}; do
      find "$top" -depth -type d -exec rmdir {} + 2>/dev/null || :
      [ -d "$top" ] || break
      sleep 0.02
    done
    [ ! -d "$top" ] || die "cgroup $top cannot be removed"
  fi
  if [ -s "$TESTHOST_STATE/link" ]; then # mostly gone with the network namespace
    ip link del "testhost$(<"$TESTHOST_STATE/link")" 2>/dev/null || :
  fi
  rm -f "$TESTHOST_STATE"/{pid,start,link,ip}
}

wipe() {
  down
  ! mountpoint -q "$TESTHOST_STATE" || umount "$TESTHOST_STATE"
  # rm would follow a mount: never delete below one.
  ! grep -q " $TESTHOST_STATE/" /proc/self/mountinfo || die "something is mounted below $TESTHOST_STATE"
  rm -rf --one-file-system "$TESTHOST_STATE"
}

list() {
  local directory name state
  for directory in "$TESTHOST_DIR"/hosts/*/; do
    [ -d "$directory" ] || continue
    name=$(basename "$directory")
    TESTHOST_NAME=$name "$0" pid >/dev/null 2>&1 && state=up || state=down
    printf '%-20s %-5s %s, started by %s\n' "$name" "$state" "$(cat "$directory/made-of" 2>/dev/null)" \
      "$(cat "$directory/owner" 2>/dev/null)"
  done
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  check) check ;;
  up | down | wipe)
    # Whose host it is, for `list`; behind the lock the parent is flock.
    TESTHOST_CALLER="pid $PPID ($(tr '\0' ' ' 2>/dev/null <"/proc/$PPID/cmdline" | cut -c1-60)) on $(date -u +%FT%TZ)"
    export TESTHOST_CALLER
    locked "host-$TESTHOST_NAME" "$0" "$command-locked"
    ;;
  up-locked) up ;;
  down-locked) down ;;
  wipe-locked) wipe ;;
  exec) enter "$@" ;;
  sh) enter bash -c "$1" sh "${@:2}" ;;
  put) put "$@" ;;
  list) list ;;
  dir) printf '%s\n' "$TESTHOST_STATE" ;;
  pid) host_pid ;;
  ip) cat "$TESTHOST_STATE/ip" ;;
  *) usage ;;
esac
