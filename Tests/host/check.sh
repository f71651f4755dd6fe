# shellcheck shell=bash
# Part of host.sh: can this machine make a test host?

# shellcheck disable=SC2154 # cgroup2: host.sh
check() {
  local probe reason
  [ "$(id -u)" = 0 ] || die "test hosts need root (this is $(id -un))"
  [ -n "$cgroup2" ] || die "test hosts need cgroup v2, which is not mounted here"
  probe=$cgroup2/nodectl-testhost-check.$$
  mkdir "$probe" 2>/dev/null || die "test hosts need a writable cgroup v2 hierarchy, and $cgroup2 is not"
  [ -e "$probe/cgroup.kill" ] || reason="test hosts need cgroup.kill (Linux 5.14 or newer)"
  (echo "$BASHPID" >"$probe/cgroup.procs") 2>/dev/null || reason="test hosts need to move processes in $cgroup2"
  until rmdir "$probe" 2>/dev/null; do sleep 0.01; done # busy until the subshell is reaped
  [ -z "${reason:-}" ] || die "$reason"
  reason=$(unshare --cgroup --mount --uts --ipc --net --pid --fork mount -t tmpfs none /mnt 2>&1) ||
    die "test hosts need namespaces: $reason"
  [ ! -e /dev/net/tun ] || (: <>/dev/net/tun) 2>/dev/null || die "test hosts need /dev/net/tun, and it cannot be opened"
  [ -d "$("$TESTHOST_SCRIPTS/rootfs.sh" path)" ] || command -v mmdebstrap >/dev/null || command -v apt-get >/dev/null ||
    die "test hosts need mmdebstrap, and there is no apt-get to install it"
}
