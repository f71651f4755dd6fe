import Host
import NodeSpec
import Orchestrator
import Ownership
import Planning
import SystemPackage

/// The host that this process runs on.
struct LocalEngineHost: EngineHost {
  private let cgroups = CgroupFileSystem()

  func facts(for node: DesiredNode) -> Preflight.Host {
    var host = Preflight.Host(
      mounts: LocalHost.mountInfo.map { MountInfo($0) },
      dataDirectory: LocalHost.existing(FilePath(node.dataDirectory)), hasTunnelDevice: LocalHost.hasTunnelDevice)
    if node.spec.metrics.value == .host { host.cgroup = cgroup(node.spec.name.value.cgroup) }
    host.controllers = cgroups.controllers(of: "")
    host.sysctls = sysctls
    host.isRoot = LocalHost.userID == 0
    return host
  }

  func make(_ cgroup: NodeCgroup) throws {
    try cgroups.make(
      cgroup.path, ancestors: NodeCgroup.ancestors(of: cgroup.path), controllers: cgroup.demanded)
  }

  /// Nil on a host without cgroups of version 2, which a preflight refuses for that.
  private func cgroup(_ path: String) -> NodeCgroup? {
    cgroups.controllers(of: "").map {
      NodeCgroup(path: path, rootControllers: $0, controllers: cgroups.controllers(of: path))
    }
  }

  var process: ProcessPlace? { ProcessPlaces.own }

  func processes(sharingWith pids: [Int32]) -> [ProcessPlace] { ProcessPlaces.sharing(with: pids) }

  var sysctls: HostSysctls {
    HostSysctls(HostSysctls.kubelet.values.keys.reduce(into: [:]) { $0[$1] = Sysctl.value($1) })
  }

  var canSetSysctls: Bool { HostSysctls.kubelet.values.keys.allSatisfy { Sysctl.isWritable($0) } }

  func restore(_ changes: [SysctlChange]) throws -> [SysctlChange] {
    if LocalHost.runs("kubelet") { return [] }
    let standing = changes.filter { Sysctl.value($0.name) == $0.old }
    for change in standing { try Sysctl.set(change.name, to: change.new) }
    return standing
  }
}
