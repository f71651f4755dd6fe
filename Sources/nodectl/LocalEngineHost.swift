import Host
import Orchestrator
import Ownership
import SystemPackage

/// The host that this process runs on.
struct LocalEngineHost: EngineHost {
  private let cgroups = CgroupFileSystem()

  func facts(for question: HostQuestion) -> HostFacts { HostSurvey.take(question) }

  func usage(of path: String) async -> Int? { await DiskUsage.bytes(below: FilePath(path)) }

  func networkNamespace(of process: Int32) -> UInt64? { LocalHost.networkNamespace(of: process) }

  var runsSystemd: Bool { LocalHost.runsSystemd }

  func make(_ cgroup: NodeCgroup) throws {
    try cgroups.make(
      cgroup.path, ancestors: NodeCgroup.ancestors(of: cgroup.path), controllers: cgroup.demanded)
  }

  func cgroup(at path: String) -> NodeCgroup? { HostSurvey.cgroup(path) }

  func makeDirectory(_ path: String) throws { try LocalHost.makeDirectory(path) }

  var sysctls: HostSysctls { HostSurvey.sysctls }

  var canSetSysctls: Bool { HostSysctls.kubelet.values.keys.allSatisfy { Sysctl.isWritable($0) } }

  func restore(_ changes: [SysctlChange]) throws -> [SysctlChange] {
    if LocalHost.runs("kubelet") { return [] }
    let standing = changes.filter { Sysctl.value($0.name) == $0.old }
    for change in standing { try Sysctl.set(change.name, to: change.new) }
    return standing
  }

  func perform(_ request: HostRequest) async -> HostResponse? {
    LocalHost.userID == 0 ? await LocalHands.perform(request) : nil
  }

  func handsProgram() -> [UInt8]? {
    guard let executable = LocalHost.resolve("/proc/self/exe") else { return nil }
    let directory = FilePath(executable).removingLastComponent()
    // Beside it, as it is built, or where `make install` puts what is no command.
    let places = [directory, directory.removingLastComponent().appending("libexec/nodectl")]
    return places.lazy.compactMap { try? FileReader.read($0.appending("nodectl-host"), limit: 1 << 28) }.first
  }
}
