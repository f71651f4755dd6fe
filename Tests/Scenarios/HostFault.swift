import Testing

/// Something wrong with a prepared host: what makes it so, what mends it, and the check of `doctor` that finds it.
struct HostFault: Sendable, CustomTestStringConvertible {
  let check: String
  /// Lines of a shell in the node's directory, with the node's name as `$NODE` and its engine's command as `$ENGINE`.
  let spoil: String
  let mend: String
  /// Nil for both engines.
  let engine: EngineKind?

  var testDescription: String { check }

  private init(_ check: String, on engine: EngineKind? = nil, _ spoil: String, mend: String) {
    (self.check, self.engine, self.spoil, self.mend) = (check, engine, spoil, mend)
  }

  /// Bind mounts of files stand in for kernel settings, which are the machine's and not the host's to change.
  static let all = [
    HostFault("secrets", "sed -i 's/^./f/' identity.secret", mend: "sed -i \"s/^./$FIRST/\" identity.secret"),
    HostFault("tun", "mv /dev/net/tun /dev/net/away", mend: "mv /dev/net/away /dev/net/tun"),
    HostFault("kvm", "mv /dev/kvm /dev/away", mend: "mv /dev/away /dev/kvm"),
    HostFault("fuse", "mv /dev/fuse /dev/away", mend: "mv /dev/away /dev/fuse"),
    HostFault(
      "limits", show("128", at: "/proc/sys/fs/inotify/max_user_instances"),
      mend: "umount /proc/sys/fs/inotify/max_user_instances"),
    HostFault(
      "host-sysctls", show("0", at: "/proc/sys/vm/overcommit_memory"), mend: "umount /proc/sys/vm/overcommit_memory"),
    HostFault(
      "host-port", "setsid socat UDP-LISTEN:9989 /dev/null >/dev/null 2>&1 & echo $! > /run/port.pid; sleep 0.2",
      mend: "kill $(cat /run/port.pid)"),
    HostFault(
      "data-directory", "mkdir -p k0s-data && mount --bind k0s-data k0s-data && mount --make-private $PWD/k0s-data",
      mend: "umount $PWD/k0s-data"),
    HostFault(
      "leftovers", "mkdir -p k0s-data/kubelet && mount -t tmpfs left $PWD/k0s-data/kubelet",
      mend: "umount $PWD/k0s-data/kubelet"),
    HostFault(
      "disk",
      "mkdir -p k0s-data && mount -t tmpfs -o size=1m full k0s-data && mount --make-shared $PWD/k0s-data"
        + " && head -c 1000000 /dev/zero > k0s-data/file",
      mend: "umount $PWD/k0s-data"),
    HostFault(
      "other-nodes",
      "$ENGINE run --detach --name $NODE-twin --label nodectl.version=1 --label com.docker.compose.project=twin"
        + " --label nodectl.zerotier-address=$(cut -d: -f1 identity.secret) docker.io/library/busybox:latest sleep 3600",
      mend: "$ENGINE rm --force --time 0 $NODE-twin || $ENGINE rm --force $NODE-twin"),
    HostFault(
      "boot", on: .podman, "systemctl disable podman-restart.service", mend: "systemctl enable podman-restart.service"),
  ]

  /// The check that no host on a hybrid machine passes: its controllers are those of cgroups of version 1.
  static let ofTheMachine = "cgroup-controllers"

  /// What a host needs to be good, whatever machine it is on.
  static let preparation = """
    set -e
    mkdir -p /run/systemd/timesync && touch /run/systemd/timesync/synchronized
    systemctl enable podman-restart.service
    [ -e /dev/kvm ] || mknod /dev/kvm c 10 232
    [ -e /dev/fuse ] || mknod /dev/fuse c 10 229
    \(show("8192", at: "/proc/sys/fs/inotify/max_user_instances"))
    \(show("524288", at: "/proc/sys/fs/inotify/max_user_watches"))
    \(show("1", at: "/proc/sys/vm/overcommit_memory"))
    \(show("0", at: "/proc/sys/vm/panic_on_oom"))
    \(show("10", at: "/proc/sys/kernel/panic"))
    \(show("1", at: "/proc/sys/kernel/panic_on_oops"))
    \(show("1000000", at: "/proc/sys/kernel/keys/root_maxkeys"))
    \(show("25000000", at: "/proc/sys/kernel/keys/root_maxbytes"))
    """

  /// A command after which a file of the kernel shows another text, until it is unmounted.
  private static func show(_ text: String, at path: String) -> String {
    "file=$(mktemp /run/shown.XXXXXX); echo '\(text)' > $file; mount --bind $file \(path)"
  }
}
