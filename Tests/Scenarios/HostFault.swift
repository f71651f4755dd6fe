import Testing

/// Something wrong with a prepared host: what makes it so, what mends it, and the check of `doctor` that finds it.
struct HostFault: Sendable, CustomTestStringConvertible {
  let check: String
  /// Lines of a shell in the node's directory, with the node's name as `$NODE`, its engine's command as `$ENGINE`,
  /// and that of the host's other engine as `$OTHER`.
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
    HostFault("limits", show("65536", at: "/proc/sys/fs/nr_open"), mend: "umount /proc/sys/fs/nr_open"),
    HostFault(
      "limits", show("2000 0 3000", at: "/proc/sys/fs/file-nr"), mend: "umount /proc/sys/fs/file-nr"),
    HostFault(
      "host-sysctls", show("0", at: "/proc/sys/vm/overcommit_memory"), mend: "umount /proc/sys/vm/overcommit_memory"),
    HostFault(
      "host-port",
      "setsid socat UDP-LISTEN:9989 /dev/null >/dev/null 2>&1 & echo $! > /run/port.pid;"
        + " until ss -Hlun sport = :9989 | grep -q .; do sleep 0.05; done",
      mend: "kill $(cat /run/port.pid)"),
    HostFault(
      "data-directory", "mkdir -p k0s-data && mount --bind k0s-data k0s-data && mount --make-private $PWD/k0s-data",
      mend: "umount $PWD/k0s-data"),
    HostFault(
      "leftovers", "mkdir -p k0s-data/kubelet && mount -t tmpfs left $PWD/k0s-data/kubelet",
      mend: "umount $PWD/k0s-data/kubelet"),
    HostFault(
      "leftovers", "mkdir -p /sys/fs/cgroup/nodectl/$NODE",
      mend: "rmdir /sys/fs/cgroup/nodectl/$NODE /sys/fs/cgroup/nodectl"),
    HostFault(
      "leftovers",
      "mkdir -p k0s-data && { setsid unshare --mount sh -c 'mkdir -p /var/lib/k0s && mount --bind k0s-data /var/lib/k0s"
        + " && exec sleep 3600' >/dev/null 2>&1 & echo $! > /run/left.pid; }"
        + " && until grep -q ' /var/lib/k0s ' /proc/$(cat /run/left.pid)/mountinfo; do sleep 0.05; done",
      mend: "kill $(cat /run/left.pid)"),
    HostFault(
      "disk",
      "mkdir -p k0s-data && mount -t tmpfs -o size=1m full k0s-data && mount --make-shared $PWD/k0s-data"
        + " && head -c 1000000 /dev/zero > k0s-data/file",
      mend: "umount $PWD/k0s-data"),
    HostFault(
      "other-nodes",
      "mkdir -p k0s-data && $ENGINE run --detach --name $NODE-user --volume $PWD/k0s-data:/var/lib/k0s"
        + " docker.io/library/busybox:latest sleep 3600",
      mend: removal(of: "user", on: "$ENGINE")),
    HostFault("other-nodes", twin(on: "$OTHER"), mend: removal(of: "twin", on: "$OTHER")),
    HostFault("other-nodes", twin(on: "$ENGINE"), mend: removal(of: "twin", on: "$ENGINE")),
    HostFault(
      "boot", on: .podman, "systemctl disable podman-restart.service", mend: "systemctl enable podman-restart.service"),
  ]

  /// A container of another node on an engine, with the same identity.
  private static func twin(on engine: String) -> String {
    "\(engine) run --detach --name $NODE-twin --label nodectl.version=1 --label com.docker.compose.project=twin"
      + " --label nodectl.zerotier-address=$(cut -d: -f1 identity.secret) docker.io/library/busybox:latest sleep 3600"
  }

  /// Podman waits for ten seconds, Docker knows no other way.
  private static func removal(of container: String, on engine: String) -> String {
    "\(engine) rm --force --time 0 $NODE-\(container) || \(engine) rm --force $NODE-\(container)"
  }

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
