import Glibc
import Ownership
import SystemPackage

/// The processes of the host, as `/proc` shows them.
struct ProcessTable {
  private let files = ProcFiles()
  /// Who is in its mount namespace has no container's root.
  private let host: Namespaces?

  /// The namespaces of `first` are the host's own.
  init(first: Int32 = 1) { host = files.namespaces(of: first) }

  /// One look, as far as the marks need it.
  func snapshot(for marks: NodeMarks) -> HostSnapshot {
    let place = marks.dataDirectory.flatMap { path in
      LocalHost.mountInfo.flatMap { MountInfo($0).place(of: LocalHost.resolved(FilePath(path))) }
    }
    return HostSnapshot(
      bootID: files.bootID, host: host, observer: getpid(), processes: files.processIDs.compactMap(process),
      dataPlace: place)
  }

  /// What bears this pid now; nil where nothing does.
  func process(_ pid: Int32) -> HostProcess? {
    guard let status = files.status(of: pid), let cgroup = files.cgroup(of: pid) else { return nil }
    let namespaces = status.isKernelThread ? nil : files.namespaces(of: pid)
    let isOfHost = namespaces == nil || namespaces?.mount == host?.mount
    let mounts = isOfHost ? nil : files.mounts(of: pid, at: ["/", HostProcess.k0sDataMountPoint])
    return HostProcess(
      identity: ProcessIdentity(pid: pid, startTime: status.startTime), parent: status.parent, state: status.state,
      userID: files.userID(of: pid), command: isOfHost ? status.name : files.command(of: pid) ?? status.name,
      name: status.name, cgroup: cgroup, namespaces: namespaces, rootFileSystem: mounts?.rootFileSystem,
      k0sData: mounts?.place(mountedAt: HostProcess.k0sDataMountPoint))
  }
}
