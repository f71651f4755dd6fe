import Doctor
import Host
import NodeSpec
import Orchestrator
import Ownership
import Planning
import SystemPackage

/// The host that this process runs on.
struct LocalEngineHost: EngineHost {
  private let cgroups = CgroupFileSystem()

  private static let devices = ["/dev/net/tun", "/dev/kvm", "/dev/fuse"]

  func facts(for node: DesiredNode) -> HostFacts {
    var host = HostFacts()
    host.mounts = LocalHost.mountInfo.map { MountInfo($0) }
    let dataDirectory = LocalHost.existing(FilePath(node.dataDirectory))
    host.dataDirectory = dataDirectory
    host.dataDirectoryExists = LocalHost.exists(node.dataDirectory)
    host.hasJoined = KubeletCredentials(below: node.dataDirectory).areThere
    host.dataSpace = space(at: dataDirectory)
    host.devices = Set(Self.devices.filter { LocalHost.exists($0) })
    host.runtimeSocketExists = node.spec.runtime.external.map { LocalHost.isSocket($0.socket.value.path) }
    host.cgroup = cgroup(of: node)
    host.cgroupControllers = cgroups.controllers(of: "")
    host.sysctls = sysctls
    host.isRoot = LocalHost.userID == 0
    host.modules = KernelModules.present()
    host.busyPorts = UDPPorts.busy()
    host.inotifyInstances = Sysctl.value("fs.inotify.max_user_instances")
    host.inotifyWatches = Sysctl.value("fs.inotify.max_user_watches")
    host.filesOfAProcess = Sysctl.value("fs.nr_open")
    // Those that are open, zero, and the limit: proc_sys_fs(5).
    if let files = Sysctl.values("fs.file-nr"), files.count == 3 {
      host.files = HostFacts.Files(open: files[0], limit: files[2])
    }
    host.isClockSynchronised = SystemClock.isSynchronised
    host.hasSystemd = LocalHost.runsSystemd
    host.restartsPodmanAtBoot = LocalHost.runsSystemd && LocalHost.isEnabled("podman-restart.service")
    return host
  }

  func space(at path: String) -> HostFacts.Space? {
    LocalHost.space(at: path).map { HostFacts.Space(free: $0.free, total: $0.total) }
  }

  func usage(of path: String) async -> Int? { await DiskUsage.bytes(below: FilePath(path)) }

  func networkNamespace(of process: Int32) -> UInt64? { LocalHost.networkNamespace(of: process) }

  var runsSystemd: Bool { LocalHost.runsSystemd }

  func make(_ cgroup: NodeCgroup) throws {
    try cgroups.make(
      cgroup.path, ancestors: NodeCgroup.ancestors(of: cgroup.path), controllers: cgroup.demanded)
  }

  func makeDirectory(_ path: String) throws { try LocalHost.makeDirectory(path) }

  /// Nil also on a host without cgroups of version 2, which a preflight refuses for that.
  func cgroup(of node: DesiredNode) -> NodeCgroup? {
    guard let path = node.spec.hostCgroup?.path else { return nil }
    return cgroups.controllers(of: "").map {
      NodeCgroup(path: path, rootControllers: $0, controllers: cgroups.controllers(of: path))
    }
  }

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

  func perform(_ request: HostRequest) async -> HostResponse? {
    LocalHost.userID == 0 ? await LocalHands.perform(request) : nil
  }

  func handsProgram() -> [UInt8]? {
    LocalHost.resolve("/proc/self/exe").flatMap { executable in
      let program = FilePath(executable).removingLastComponent().appending("nodectl-host")
      return try? FileReader.read(program, limit: 1 << 28)
    }
  }
}
