#!/bin/bash
# A second tenant of a host that is up: what is his must be the same before and after whatever is tested.
#   neighbour.sh up docker|podman [NAME]          starts him on that engine; needs the images loaded
#   neighbour.sh snapshot docker|podman [NAME]    prints all that is his as text, stable while nobody touches it
#   neighbour.sh down docker|podman [NAME]        removes him again
# There may be several, each with a name of his own (neighbour-ENGINE, if none is given). His are: a compose-like project
# (network, volume, two containers, one of them privileged with a shared mount), a process with a cgroup and a mount of
# its own, and one in the cgroup of containerd.service, where another kubelet would go and where, on a Docker host with
# systemd, the shims of all tenants are.

# shellcheck disable=SC2016 # scripts in single quotes are expanded by the shell in the host
set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"

# Parts of every script below: $1 is the engine, $2 the name.
names='
  engine=$1 project=$2
  place=/srv/$project cgroups="/sys/fs/cgroup/$project /sys/fs/cgroup/system.slice/containerd.service"
  label=com.docker.compose.project=$project'

up='
  set -e
  image=docker.io/library/busybox:latest
  start() { # SERVICE OPTION...
    service=$1
    shift
    "$engine" run -d --name "$project-$service-1" --restart always --network "${project}_default" --label "$label" \
      --label com.docker.compose.service="$service" "$@" "$image" \
      sh -c "trap exit TERM; while :; do sleep 3600 & wait \$!; done"
  }
  "$engine" network create --label "$label" "${project}_default"
  "$engine" volume create --label "$label" "${project}_data"
  mkdir -p "$place/data" "$place/mount"
  mount -t tmpfs "$project" "$place/mount"
  echo mounted >"$place/mount/file"
  ln -s ../mount/file "$place/data/link"
  start web --volume "${project}_data:/data" --publish 80
  start db --privileged --volume "$place:/srv:shared"
  "$engine" exec "$project-web-1" sh -c "head -c 100000 /dev/urandom >/data/file && chmod 640 /data/file"
  number=0
  for cgroup in $cgroups; do
    mkdir -p "$cgroup"
    case $cgroup in */"$project") echo 7 >"$cgroup/cgroup.max.depth" ;; esac
    number=$((number + 1))
    (echo 0 >"$cgroup/cgroup.procs" && exec -a "$project-$number" setsid sleep infinity) </dev/null >/dev/null 2>&1 &
    echo "$cgroup $!" >>"$place/processes"
    until grep -qx "$!" "$cgroup/cgroup.procs"; do sleep 0.01; done
  done'

# Of a process: where it is, and what would change if it had been replaced. Of a cgroup: what is set, not what is counted.
# Of files: all but when they were read.
snapshot='
  process() { # PID
    read -ra stat <"/proc/$1/stat" || { echo "process $1 gone" && return; }
    echo "process $1 started ${stat[21]} state ${stat[2]/[RD]/S} cgroup $(sed -n "s/^0:://p" "/proc/$1/cgroup")" \
      "mnt $(readlink "/proc/$1/ns/mnt") net $(readlink "/proc/$1/ns/net")"
  }
  limits() { # CGROUP
    for knob in "$1"/cgroup.{type,controllers,subtree_control,freeze,max.depth,max.descendants} \
      "$1"/*.{min,low,high,max,weight} "$1"/cpuset.{cpus,mems}; do
      [ ! -f "$knob" ] || echo "$knob: $(cat "$knob" 2>&1)"
    done
  }
  files() { # DIRECTORY
    find "$1" -printf "%p %y %i %m %U:%G %n %s %T@ %C@ %l\n" | sort
    find "$1" -type f -exec sha256sum {} + | sort
  }
  "$engine" ps -a --filter "label=$label" --format "{{.Names}}" | sort | while read -r container; do
    "$engine" inspect "$container"
    pid=$("$engine" inspect --format "{{.State.Pid}}" "$container")
    [ "$pid" = 0 ] || process "$pid"
  done
  "$engine" network inspect "${project}_default"
  "$engine" volume inspect "${project}_data"
  files "$("$engine" volume inspect --format "{{.Mountpoint}}" "${project}_data")"
  files "$place"
  while read -r cgroup pid; do
    [ -d "$cgroup" ] && limits "$cgroup" || echo "cgroup $cgroup gone"
    process "$pid"
  done <"$place/processes"
  awk -v place="$place/" "index(\$5, place) == 1" /proc/self/mountinfo'

down='
  while read -r cgroup pid; do kill -KILL "$pid"; done <"$place/processes"
  "$engine" ps -aq --filter "label=$label" | xargs -r "$engine" rm -f
  "$engine" network rm "${project}_default"
  "$engine" volume rm "${project}_data"
  umount "$place/mount"
  rm -rf --one-file-system "$place"
  for cgroup in $cgroups; do # the second one may be another tenant'"'"'s too
    for _ in {1..50}; do rmdir "$cgroup" 2>/dev/null && break; [ -s "$cgroup/cgroup.procs" ] && break; sleep 0.02; done
  done'

case ${2:-} in docker | podman) ;; *) usage ;; esac
name=${3:-neighbour-$2}
case ${1:-} in
  up) "$TESTHOST_SCRIPTS/host.sh" sh "$names$up" "$2" "$name" >/dev/null ;;
  snapshot) "$TESTHOST_SCRIPTS/host.sh" sh "$names$snapshot" "$2" "$name" ;;
  down) "$TESTHOST_SCRIPTS/host.sh" sh "$names$down" "$2" "$name" >/dev/null ;;
  *) usage ;;
esac
