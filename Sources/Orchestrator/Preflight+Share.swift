import Engine
import NodeSpec
import Ownership

/// What must hold for a node to have the share of its host that its spec gives it, and no more.
extension Preflight {
  static func shareFindings(_ spec: NodeSpec, _ engine: EngineInfo, _ host: Host) -> [Finding] {
    [cpuFinding(spec, engine), controllerFinding(spec, host), cgroupFinding(spec, host), sysctlFinding(spec, host)]
      .compactMap(\.self)
  }

  /// Docker refuses such a container, in the middle of everything; Podman's then has a limit that is none.
  private static func cpuFinding(_ spec: NodeSpec, _ engine: EngineInfo) -> Finding? {
    guard let cpus = spec.resources.value.cpus, cpus > Double(engine.processors) else { return nil }
    return Finding(
      reason: "the node is to have \(CPUCount.text(cpus)) CPUs, and the engine's host has \(engine.processors)",
      advice: ["set resources.cpus to \(engine.processors) or less, or leave it out"])
  }

  /// Docker drops such limits with a warning that nobody reads, or fails when the container starts.
  private static func controllerFinding(_ spec: NodeSpec, _ host: Host) -> Finding? {
    let limits = spec.resources.value
    let needed = [("cpu", limits.cpus != nil), ("memory", limits.memory != nil), ("pids", limits.pids != nil)]
    guard let available = host.controllers else { return nil }
    let missing = needed.filter { $0.1 && !available.contains($0.0) }.map(\.0)
    guard !missing.isEmpty else { return nil }
    let names = missing.joined(separator: ", ")
    return Finding(
      reason: "this host cannot keep the limits of 'resources': its cgroups have no controller for \(names)",
      advice: [
        "see /sys/fs/cgroup/cgroup.controllers; a kernel may have to be booted with cgroup_enable=memory",
        "or leave those limits out of 'resources'",
      ])
  }

  private static func cgroupFinding(_ spec: NodeSpec, _ host: Host) -> Finding? {
    guard spec.metrics.value == .host else { return nil }
    let path = spec.name.value.cgroup
    guard let cgroup = host.cgroup else {
      return Finding(
        reason: "'metrics: host' needs the cgroup \(path) on the engine's host, which cannot be seen from here",
        advice: ["run nodectl on that host, as root", "or set 'metrics: none'"])
    }
    guard !cgroup.isReady, host.isRoot != true else { return nil }
    return Finding(
      reason: "'metrics: host' needs the cgroup \(path) on this host, and only root can make it",
      advice: ["run nodectl as root, or enter as root:"] + cgroup.commands)
  }

  private static func sysctlFinding(_ spec: NodeSpec, _ host: Host) -> Finding? {
    guard spec.hostSysctls.value == .refuse, let changes = host.sysctls?.changedByKubelet, !changes.isEmpty else {
      return nil
    }
    return Finding(
      reason: "with 'hostSysctls: refuse' the kubelet does not start on this host, which has other kernel settings: "
        + changes.map(\.description).joined(separator: ", "),
      advice: [
        "sysctl -w " + changes.map { "\($0.name)=\($0.new)" }.joined(separator: " "), "or set 'hostSysctls: allow'",
      ])
  }
}
