# shellcheck shell=bash
# The first process of the machine that vm.sh emulates: mounts what a machine has, runs the command, says how it ended
# and switches the machine off. Sourced by it, with run, modules and command set, in the command's directory.

mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /dev/pts
mount -t cgroup2 cgroup2 /sys/fs/cgroup
for controller in $(</sys/fs/cgroup/cgroup.controllers); do
  echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control
done
for directory in /run /tmp /dev/shm; do mount -t tmpfs tmpfs "$directory"; done
mkdir -p /usr/lib/modules
# shellcheck disable=SC2154 # set by vm.sh
mount --bind "$modules" /usr/lib/modules
for module in tun fuse bridge br_netfilter veth nf_tables nft_compat nft_chain_nat nft_fib_inet iptable_nat \
  ip6table_nat iptable_filter xt_MASQUERADE xt_conntrack xt_addrtype xt_comment xt_mark xt_nat; do
  modprobe -q "$module" || printf '== no module %s\n' "$module"
done
ip link set lo up
# shellcheck disable=SC2154 # set by vm.sh
mkdir -p /mnt/run && mount -t 9p -o trans=virtio,version=9p2000.L run /mnt/run

until compgen -G "/dev/vport*" >/dev/null; do sleep 0.1; done
# shellcheck disable=SC2154 # set by vm.sh
"${command[@]}" </dev/null >"$(compgen -G "/dev/vport*")" 2>&1
echo $? >/mnt/run/status
umount /mnt/run
sync
echo o >/proc/sysrq-trigger
sleep 60
