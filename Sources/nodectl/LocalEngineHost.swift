import Host
import Orchestrator
import Ownership
import SystemPackage

/// The host that this process runs on.
struct LocalEngineHost: EngineHost {
  func facts(for question: HostQuestion) -> HostFacts { HostSurvey.take(question) }

  func usage(of path: String) async -> Int? { await DiskUsage.bytes(below: FilePath(path)) }

  func networkNamespace(of process: Int32) -> UInt64? { LocalHost.networkNamespace(of: process) }

  func end(of process: Int32) async { await LocalHost.end(of: process) }

  var runsSystemd: Bool { LocalHost.runsSystemd }

  func cgroup(at path: String) -> NodeCgroup? { HostSurvey.cgroup(path) }

  func makeDirectory(_ path: String) throws { try LocalHost.makeDirectory(path) }

  var sysctls: HostSysctls { HostSurvey.sysctls }

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
