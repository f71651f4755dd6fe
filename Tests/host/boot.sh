#!/bin/bash
# Second stage of `host.sh up`: runs in the new namespaces, still on the machine's root, builds the host's root file
# system, moves into it and becomes its pid 1. Not for use by hand.
#   boot.sh ROOTFS    with the variables of env.sh

set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"

rootfs=$1
root=$TESTHOST_STATE/root

# /proc is still the machine's here, so this is our pid as the machine sees it; the start time tells it from a later
# process with the same number.
note_pid() {
  local stat
  read -ra stat </proc/self/stat
  printf '%s\n' "${stat[21]}" >"$TESTHOST_STATE/start"
  printf '%s\n' "${stat[0]}" >"$TESTHOST_STATE/pid"
}

# A copy-on-write view of the rootfs, and the host's own kernel file systems.
mount_root() {
  mount --make-rprivate / # nothing that happens here reaches the machine's mounts
  mkdir -p "$root"
  mount -t overlay overlay -o "lowerdir=$rootfs,upperdir=$TESTHOST_STATE/upper,workdir=$TESTHOST_STATE/work" "$root"
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"
  # nsdelegate makes the host's root a delegation boundary, as systemd mounts it; older kernels refuse it here.
  mount -t cgroup2 -o nsdelegate cgroup2 "$root/sys/fs/cgroup" 2>/dev/null ||
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  # No process may stay in the root cgroup, or no controller could be enabled below it.
  mkdir -p "$root/sys/fs/cgroup/init.scope"
  echo 0 >"$root/sys/fs/cgroup/init.scope/cgroup.procs"
  mount -t tmpfs -o mode=755 run "$root/run"
  mount -t tmpfs -o mode=1777 tmp "$root/tmp"
  mkdir -p "$root/run/lock"
}

# Sysctls outside net.* have no namespace: they would change the machine. (A privileged container mounts its own /proc
# and gets past this: stand-ins must never write one.)
protect_kernel() {
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount --bind "$root/proc/sys/net" "$root/proc/sys/net"
  mount -o remount,bind,ro "$root/proc/sys"
  [ ! -e "$root/proc/sysrq-trigger" ] || {
    mount --bind "$root/proc/sysrq-trigger" "$root/proc/sysrq-trigger"
    mount -o remount,bind,ro "$root/proc/sysrq-trigger"
  }
}

make_devices() {
  local device name major minor
  mount -t tmpfs -o mode=755 dev "$root/dev"
  mkdir -p "$root"/dev/{pts,shm,mqueue,net}
  mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts"
  mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
  mount -t mqueue mqueue "$root/dev/mqueue"
  ln -s pts/ptmx "$root/dev/ptmx"
  for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0 kmsg:1:11 \
    net/tun:10:200 fuse:10:229 kvm:10:232; do
    IFS=: read -r name major minor <<<"$device"
    # The module behind /dev/net/tun is loaded on first use, so its node may be missing on the machine.
    if [ -e "/dev/$name" ] || [ "$name" = net/tun ]; then
      mknod -m 666 "$root/dev/$name" c "$major" "$minor"
    fi
  done
  ln -s /proc/self/fd "$root/dev/fd"
  ln -s /proc/self/fd/0 "$root/dev/stdin"
  ln -s /proc/self/fd/1 "$root/dev/stdout"
  ln -s /proc/self/fd/2 "$root/dev/stderr"
}

# bind FROM TO: shows the machine's FROM at TO in the host.
bind() {
  mkdir -p "$root$2"
  mount --bind "$1" "$root$2"
}

# What outlives the mounts: the engines' stores (an overlay cannot lie on an overlay), files to share, and sockets.
# Podman's service takes exactly one socket, so its usual directory is itself the exported one.
mount_state() {
  local directory
  bind "$TESTHOST_STATE/docker" /var/lib/docker
  bind "$TESTHOST_STATE/containers" /var/lib/containers
  bind "$TESTHOST_STATE/run" /run/testhost
  bind "$TESTHOST_STATE/run/podman" /run/podman
  bind "$TESTHOST_STATE/share" "$TESTHOST_STATE/share"
  local IFS=:
  for directory in $TESTHOST_SHARE; do bind "$directory" "$directory"; done
}

name_host() {
  hostname "$TESTHOST_NAME"
  printf '%s\n' "$TESTHOST_NAME" >"$root/etc/hostname"
  printf '127.0.0.1 localhost %s\n' "$TESTHOST_NAME" >"$root/etc/hosts"
  tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
  # There is no way out: names are to fail at once, not after half a minute.
  printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >"$root/etc/resolv.conf"
  [ "$TESTHOST_INIT" = plain ] || rm -f "$root/etc/containers/containers.conf.d/60-plain.conf"
}

enter_root() {
  cd "$root"
  mkdir -p .old
  pivot_root . .old
  cd /
  umount -l /.old
  rmdir /.old
  # As systemd does on a real host; a container's ":shared" bind mount needs it.
  mount --make-rshared /
  ip link set lo up
  echo 1 >/proc/sys/net/ipv4/ip_forward
}

start_init() {
  local environment=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8)
  touch /run/testhost/ready
  if [ "$TESTHOST_INIT" = systemd ]; then
    exec env -i "${environment[@]}" container=testhost container_uuid="$(cat /etc/machine-id)" \
      /usr/lib/systemd/systemd --log-target=console --show-status=no
  fi
  exec env -i "${environment[@]}" catatonit -- sleep infinity
}

note_pid
mount_root
protect_kernel
make_devices
mount_state
name_host
enter_root
start_init
