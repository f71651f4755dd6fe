#!/bin/bash
# Runs a command under a kernel of its own, with cgroup v2 alone and every controller in it: an emulated machine (qemu,
# no KVM needed), whose files are this machine's. What is written there is gone when it ends.
#   vm.sh COMMAND ARG...   in the same directory, with the environment's TESTHOST_*, NODECTL_* and CI; its output and
#                          exit status are passed on, nothing is read from standard input
# VM_MEMORY=8G and VM_CPUS=2 in the environment. It has no network but what the command makes.

set -euo pipefail
# shellcheck source=Tests/host/env.sh
. "$(dirname "$0")/env.sh"
# shellcheck source=Tests/host/packages.sh
. "$(dirname "$0")/packages.sh"
[ $# -gt 0 ] || usage
[ "$(uname -m)" = x86_64 ] || die "vm.sh emulates x86_64 only, and this is $(uname -m)"
[ "$(id -u)" = 0 ] || die "vm.sh needs root: it shows all files of this machine to the emulated one"

vm=$TESTHOST_DIR/vm

# Debian's own kernel, whose modules know 9p; its name is the version's.
make_kernel() {
  local package
  package=$(apt-cache depends linux-image-amd64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p')
  [ -n "$package" ] || die "apt knows no linux-image-amd64: run apt-get update"
  kernel=$vm/$package
  [ ! -e "$kernel/initrd.gz" ] || return 0
  need depmod kmod
  need cpio cpio
  say "fetching $package for the emulated machine (once)"
  rm -rf "$kernel"
  mkdir -p "$kernel"
  (cd "$kernel" && apt-get -q download "$package" >download.log 2>&1 && dpkg-deb -x ./*.deb . && rm ./*.deb) ||
    die "the kernel cannot be fetched; see $kernel/download.log"
  depmod -b "$kernel" "$(version)"
  make_initrd
}

version() { ls "$kernel/lib/modules"; }

# What finds the machine's files; the rest is done by vm-init.sh, which is among them.
make_initrd() {
  local root=$kernel/initrd module
  mkdir -p "$root"/{bin,proc,dev,lower,rw,root}
  cp "$("$TESTHOST_SCRIPTS/rootfs.sh" path)/usr/bin/busybox" "$root/bin/"
  for module in virtio_pci virtio_console 9pnet_virtio 9p overlay; do
    modprobe -d "$kernel" -S "$(version)" --show-depends "$module" | sed -n 's/^insmod \([^ ]*\).*/\1/p'
  done | awk '!seen[$0]++' | cat -n | while read -r number module; do
    cp "$module" "$root/$(printf '%03d' "$number").ko"
  done
  cat >"$root/init" <<'INIT'
#!/bin/busybox sh
PATH=/bin; /bin/busybox --install /bin
mount -t proc proc /proc; mount -t devtmpfs dev /dev
for module in /*.ko; do insmod "$module"; done
mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288,cache=loose,ro machine /lower
mount -t tmpfs -o mode=755 rw /rw; mkdir /rw/upper /rw/work
mount -t overlay -o lowerdir=/lower,upperdir=/rw/upper,workdir=/rw/work overlay /root
read -r line </proc/cmdline
umount /proc /dev
exec switch_root /root /bin/bash "${line##*init-script=}"
INIT
  chmod 755 "$root/init"
  (cd "$root" && find . | cpio -oH newc 2>/dev/null) | gzip -1 >"$kernel/initrd.gz"
}

"$TESTHOST_SCRIPTS/rootfs.sh" build
need qemu-system-x86_64 qemu-system-x86
mkdir -p "$vm"
make_kernel
run=$(mktemp -d "$vm/run.XXXXXX")
trap 'rm -rf "$run"' EXIT
{
  printf 'cd %q\n' "$PWD"
  declare -px | grep -E '^declare -x (TESTHOST_|NODECTL_|CI=|PATH=|HOME=)'
  printf 'modules=%q\ncommand=(' "$kernel/lib/modules"
  printf '%q ' "$@"
  printf ')\n'
} >"$run/command"
printf '. %q\n. %q\n' "$run/command" "$TESTHOST_SCRIPTS/vm-init.sh" >"$run/init"

qemu-system-x86_64 -machine q35 -accel tcg,thread=multi -cpu max -smp "${VM_CPUS:-2}" -m "${VM_MEMORY:-8G}" \
  -nodefaults -no-reboot -display none -kernel "$kernel/boot/vmlinuz-$(version)" -initrd "$kernel/initrd.gz" \
  -append "console=ttyS0 quiet panic=-1 mitigations=off init-script=$run/init" -serial "file:$run/console" \
  -virtfs local,path=/,mount_tag=machine,security_model=none,readonly=on,multidevs=remap \
  -virtfs "local,path=$run,mount_tag=run,security_model=none" \
  -device virtio-serial -chardev file,id=output,path=/dev/stdout,append=on -device virtserialport,chardev=output,name=output \
  </dev/null
[ -s "$run/status" ] || { tail -n 20 "$run/console" >&2 && die "the emulated machine ended before its command"; }
exit "$(<"$run/status")"
