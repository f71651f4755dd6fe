#!/bin/sh
# Stand-in of k0s's entry point (v1.32.1 and newer): where it is the first process of a cgroup namespace with
# controllers to give away, it makes room for the kubelet's cgroups, then runs its arguments.
# K0S_ENTRYPOINT_ENABLE_CGROUPV2_NESTING=0 keeps it from that.
root=/sys/fs/cgroup

enable_nesting() {
  cgroup=$(sed -n 's/^0:://p' /proc/self/cgroup)
  available=$(cat "$root$cgroup/cgroup.controllers") || return 1
  [ "$available" != "$(cat "$root$cgroup/cgroup.subtree_control")" ] || return 0
  if [ "$cgroup" = / ]; then # no process may stay in a cgroup that gives controllers away
    mkdir -p $root/entrypoint.scope
    while read -r pid; do echo "$pid" >$root/entrypoint.scope/cgroup.procs; done <$root/cgroup.procs
  fi
  echo "$available" | sed 's/[^ ][^ ]*/+&/g' >"$root$cgroup/cgroup.subtree_control" || return 1
  echo "$0: enabled all available controllers for cgroup $cgroup: $available" >&2
}

if [ "${1##*/}" = k0s ] && [ "$2" = worker ] && [ "$K0S_ENTRYPOINT_ENABLE_CGROUPV2_NESTING" != 0 ]; then
  enable_nesting || exit 1
fi
echo "$0: executing $1" >&2
exec env -u K0S_ENTRYPOINT_QUIET -u K0S_ENTRYPOINT_ROLE -u K0S_ENTRYPOINT_REMOUNT_CGROUP2FS \
  -u K0S_ENTRYPOINT_ENABLE_CGROUPV2_NESTING -u K0S_ENTRYPOINT_DNS_FIXUP -u K0S_CONFIG "$@"
