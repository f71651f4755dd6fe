/// Who is never ended, whatever else speaks for it.
struct Exemptions {
  private let host: Namespaces?
  private let observers: Set<Int32>
  /// By their paths: many processes are in few cgroups.
  private let foreignContainers: Set<String>
  private let ownRoots: Set<String>

  init(_ snapshot: HostSnapshot, _ marks: NodeMarks) {
    let processes = Dictionary(snapshot.processes.map { ($0.pid, $0) }) { first, _ in first }
    host = snapshot.host
    var observers: Set<Int32> = []
    var next = snapshot.observer
    while next > 0, observers.insert(next).inserted { next = processes[next]?.parent ?? 0 }
    self.observers = observers
    foreignContainers = Set(snapshot.processes.map(\.cgroup)).filter { text in
      let path = CgroupPath(text)
      let isInPod = CgroupPath.podRoots.contains { path.isInside($0) }
      return (path.isOfContainer || isInPod) && marks.ownCgroup(holding: path) == nil
    }
    ownRoots = Set(marks.containers.compactMap(\.rootFileSystem))
  }

  /// Whether no evidence counts: the host's own processes, those of nodectl, and the engines'.
  func isExempt(_ process: HostProcess) -> Bool {
    guard process.pid > 1, process.isAlive, let namespaces = process.namespaces, let host else { return true }
    if namespaces.mount == host.mount || observers.contains(process.pid) { return true }
    return Self.engines.contains { process.name.hasPrefix($0) } && !isEngineOfNode(process)
  }

  /// Whether only evidence counts that nobody else can have: it lives in a container that is not the node's.
  func isInForeignContainer(_ process: HostProcess) -> Bool {
    foreignContainers.contains(process.cgroup)
  }

  /// Whether it is an engine that runs in a container of the node, as k0s's own containerd.
  ///
  /// The container's root alone does not show that: Podman's service enters a container to copy files, and where its main
  /// thread does, it stays there. All else that it has is the host's.
  private func isEngineOfNode(_ process: HostProcess) -> Bool {
    guard let root = process.rootFileSystem, ownRoots.contains(root), let host, let own = process.namespaces else {
      return false
    }
    return own.uts != host.uts || own.ipc != host.ipc
  }

  /// Names of programs, as far as the kernel keeps them.
  private static let engines = ["dockerd", "containerd", "conmon", "podman"]
}
