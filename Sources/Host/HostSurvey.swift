package import Ownership
import SystemPackage

/// Looks at what of this host a node depends on.
package enum HostSurvey {
  private static let devices = ["/dev/net/tun", "/dev/kvm", "/dev/fuse"]

  /// It reads dozens of files: for those who examine a host, not for every run.
  ///
  /// `process` is one in the host's network namespace; nil: this one is.
  package static func take(_ question: HostQuestion, process: Int32? = nil) -> HostFacts {
    let cgroups = CgroupFileSystem()
    var host = HostFacts()
    host.mounts = LocalHost.mountInfo.map { MountInfo($0) }
    let dataDirectory = LocalHost.existing(FilePath(question.dataDirectory))
    host.dataDirectory = dataDirectory
    host.dataDirectoryExists = LocalHost.exists(question.dataDirectory)
    host.hasJoined = KubeletCredentials(below: question.dataDirectory).areThere
    host.dataSpace = space(at: dataDirectory)
    host.engineSpace = question.engineDirectory.flatMap(space)
    host.devices = Set((devices + question.devices).filter { LocalHost.exists($0) })
    if !question.programs.isEmpty {
      host.programs = question.programs.reduce(into: [:]) { $0[$1] = ProgramFile(at: FilePath($1)) }
    }
    host.runtimeSocketExists = question.runtimeSocket.map(LocalHost.isSocket)
    host.cgroup = question.cgroup.flatMap(cgroup)
    host.cgroupControllers = cgroups.controllers(of: "")
    host.sysctls = sysctls
    host.isRoot = LocalHost.userID == 0
    host.modules = KernelModules.present()
    host.busyPorts = UDPPorts.busy(process: process)
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

  /// Nil also on a host without cgroups of version 2, which a preflight refuses for that.
  package static func cgroup(_ path: String) -> NodeCgroup? {
    let cgroups = CgroupFileSystem()
    return cgroups.controllers(of: "").map {
      NodeCgroup(path: path, rootControllers: $0, controllers: cgroups.controllers(of: path))
    }
  }

  package static var sysctls: HostSysctls {
    HostSysctls(HostSysctls.kubelet.values.keys.reduce(into: [:]) { $0[$1] = Sysctl.value($1) })
  }

  private static func space(at path: String) -> HostFacts.Space? {
    LocalHost.space(at: path).map { HostFacts.Space(free: $0.free, total: $0.total) }
  }
}
