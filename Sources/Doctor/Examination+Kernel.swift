import NodeSpec
import Ownership
import Planning

/// What the kernel has, and gives.
extension Examination {
  /// For the runtime, the pod network, kube-proxy and network policies.
  private static let neededModules = ["br_netfilter", "ip_set", "ip_tables", "nf_conntrack", "overlay", "xt_set"]
  /// What a kubelet and the pods of a small node use up, with room for the host's other users (all as root).
  private static let leastInotifyInstances = 512
  private static let leastInotifyWatches = 65_536
  private static let leastFreeFiles = 100_000
  /// A kubelet's `maxOpenFiles`, where its configuration has no other.
  private static let filesOfAKubelet = 1_000_000

  var tun: Finding? {
    guard let devices = host.devices else { return nil }
    if devices.contains("/dev/net/tun") { return .ok(.tun, "/dev/net/tun is there") }
    return .failure(.tun, "there is no /dev/net/tun", "ZeroTier makes its network interface with it", "modprobe tun")
  }

  var kvm: Finding? {
    guard let devices = host.devices, node.spec.runtime.kind == .crioKrun else { return nil }
    if devices.contains("/dev/kvm") { return .ok(.kvm, "/dev/kvm is there") }
    let isDefault = node.spec.runtime.defaultRuntime?.value == .krun
    return Finding(
      .kvm, isDefault ? .failure : .warning, "there is no /dev/kvm",
      why: isDefault
        ? "no pod starts with 'defaultRuntime: krun'" : "pods of the runtime class krun cannot start; others can",
      remedy: [
        "modprobe kvm_intel || modprobe kvm_amd", "turn on virtualisation in the firmware, or nested virtualisation",
      ] + (isDefault ? ["or leave runtime.defaultRuntime out: pods ask for krun by their runtime class then"] : []))
  }

  var fuse: Finding? {
    guard let devices = host.devices else { return nil }
    if devices.contains("/dev/fuse") { return .ok(.fuse, "/dev/fuse is there") }
    return .warning(.fuse, "there is no /dev/fuse", "pods cannot mount FUSE file systems", "modprobe fuse")
  }

  var kernelModules: Finding? {
    guard let modules = host.modules else { return nil }
    let missing = Self.neededModules.filter { !modules.contains($0) }
    guard !missing.isEmpty else { return .ok(.kernelModules, "the kernel modules of a node are loaded") }
    let names = missing.joined(separator: " ")
    return .warning(
      .kernelModules, "kernel modules are not loaded: \(names)",
      "the runtime, kube-router and kube-proxy need them, and cannot load the host's from their containers",
      "modprobe -a \(names)", "printf '%s\\n' \(names) > /etc/modules-load.d/nodectl.conf    loads them at boot")
  }

  var cgroupControllers: Finding? {
    guard let controllers = host.cgroupControllers else { return nil }
    let missing = ["cpu", "memory", "pids"].filter { !controllers.contains($0) }
    guard !missing.isEmpty else { return .ok(.cgroupControllers, "cgroups have cpu, memory and pids") }
    return .warning(
      .cgroupControllers, "cgroups lack the controllers \(missing.joined(separator: ", "))",
      "a kubelet does not start without them",
      "boot with cgroup_no_v1=all systemd.unified_cgroup_hierarchy=1 on the kernel's command line")
  }

  var limits: Finding? {
    guard let instances = host.inotifyInstances, let watches = host.inotifyWatches else { return nil }
    let low = [
      ("fs.inotify.max_user_instances", instances, Self.leastInotifyInstances),
      ("fs.inotify.max_user_watches", watches, Self.leastInotifyWatches),
      ("fs.nr_open", host.filesOfAProcess ?? .max, Self.filesOfAKubelet),
      ("fs.file-max", host.files?.limit ?? .max, (host.files?.open ?? 0) + Self.leastFreeFiles),
    ].filter { $0.1 < $0.2 }
    guard !low.isEmpty else {
      let files = host.files.map { ", \($0.limit) files" } ?? ""
      return .ok(.limits, "\(instances) inotify instances, \(watches) watches\(files)")
    }
    return .warning(
      .limits, low.map { "\($0.0) is \($0.1)" }.joined(separator: ", "),
      "the node's processes share them with all others of root, and fail with 'too many open files'",
      "sysctl -w " + low.map { "\($0.0)=\($0.2)" }.joined(separator: " "))
  }

  var clock: Finding? {
    guard let isSynchronised = host.isClockSynchronised else { return nil }
    if isSynchronised { return .ok(.clock, "the clock is synchronised") }
    return .warning(
      .clock, "nothing keeps the host's clock right", "certificates are not valid yet, or no longer, for a wrong clock",
      "timedatectl set-ntp true, or run chrony")
  }

  var hostPort: Finding? {
    guard let busy = host.busyPorts, !engine.holdsNode else { return nil }
    switch node.spec.zerotier.hostPort.value {
    case .automatic: return .ok(.hostPort, "the first free UDP port will be taken")
    case .fixed(let port):
      guard busy.contains(port) else { return .ok(.hostPort, "UDP port \(port) is free") }
      return .failure(
        .hostPort, "UDP port \(port) of the host is taken", "ZeroTier is to listen on it",
        "set another port as zerotier.hostPort, or 'auto' for the first that is free",
        "ss -ulpn sport = :\(port)    shows whose it is")
    }
  }
}
