import Engine
import NodeSpec
import Ownership
import Planning

/// Whether the node can have the share of its host that its spec gives it, and no more.
extension Examination {
  var resources: Finding? {
    let limits = node.spec.resources.value
    guard limits != ResourcesSection() else { return nil }
    return tooManyCPUs(limits) ?? missingControllers(limits)
      ?? .ok(.resources, "the host has what the node's limits take")
  }

  /// Docker refuses such a container, in the middle of everything; Podman's then has a limit that is none.
  private func tooManyCPUs(_ limits: ResourcesSection) -> Finding? {
    let processors = engine.info.processors
    guard let cpus = limits.cpus, cpus > Double(processors) else { return nil }
    return .failure(
      .resources, "the node is to have \(CPUCount.text(cpus)) CPUs, and the engine's host has \(processors)", "",
      "set resources.cpus to \(processors) or less, or leave it out")
  }

  /// Docker drops such limits with a warning that nobody reads, or fails when the container starts.
  private func missingControllers(_ limits: ResourcesSection) -> Finding? {
    let needed = [("cpu", limits.cpus != nil), ("memory", limits.memory != nil), ("pids", limits.pids != nil)]
    guard let available = host.cgroupControllers else { return nil }
    let missing = needed.filter { $0.1 && !available.contains($0.0) }.map(\.0)
    guard !missing.isEmpty else { return nil }
    return .failure(
      .resources, "this host cannot keep the limits of 'resources'",
      "its cgroups have no controller for \(missing.joined(separator: ", "))",
      "see /sys/fs/cgroup/cgroup.controllers; a kernel may have to be booted with cgroup_enable=memory",
      "or leave those limits out of 'resources'")
  }

  var hostMetrics: Finding? {
    guard let wanted = node.spec.hostCgroup else { return nil }
    let path = wanted.path
    guard let cgroup = host.cgroup else {
      return .failure(
        .hostMetrics, "\(wanted.setting) needs the cgroup \(path) on the engine's host, which cannot be seen from here",
        "", "have nodectl-host beside nodectl, and an image on the engine; or run nodectl on that host, as root",
        "or \(wanted.alternative)")
    }
    if cgroup.isReady || host.isRoot == true { return .ok(.hostMetrics, "the node can have its own cgroup \(path)") }
    return Finding(
      .hostMetrics, .failure, "\(wanted.setting) needs the cgroup \(path) on this host, and only root can make it",
      remedy: ["run nodectl as root, or enter as root:"] + cgroup.commands)
  }

  var hostSysctls: Finding? {
    guard let changes = host.sysctls?.changedByKubelet else { return nil }
    guard !changes.isEmpty else { return .ok(.hostSysctls, "the kernel's settings are as a kubelet wants them") }
    let words = changes.map(\.description).joined(separator: ", ")
    let command = "sysctl -w " + changes.map { "\($0.name)=\($0.new)" }.joined(separator: " ")
    switch node.spec.hostSysctls.value {
    case .allow:
      return .warning(
        .hostSysctls, "the kubelet will change kernel settings of the whole host: \(words)",
        "every other user of the host has them too, until the last node's down puts them back",
        "nothing, if that is right; else set 'hostSysctls: refuse', and \(command)")
    case .refuse:
      return .failure(
        .hostSysctls,
        "with 'hostSysctls: refuse' the kubelet does not start on this host, which has other kernel settings: \(words)",
        "", command, "or set 'hostSysctls: allow'")
    }
  }
}
