/// Who is never ended, whatever else speaks for it.
struct Exemptions {
  private let hostNamespace: UInt64?
  private let observers: Set<Int32>
  /// By their paths: many processes are in few cgroups.
  private let foreignContainers: Set<String>
  private let ownRoots: Set<String>

  init(_ snapshot: HostSnapshot, _ marks: NodeMarks) {
    let processes = Dictionary(snapshot.processes.map { ($0.pid, $0) }) { first, _ in first }
    hostNamespace = snapshot.host?.mount
    var observers: Set<Int32> = []
    var next = snapshot.observer
    while next > 0, observers.insert(next).inserted { next = processes[next]?.parent ?? 0 }
    self.observers = observers
    foreignContainers = Set(snapshot.processes.map(\.cgroup)).filter { text in
      let path = CgroupPath(text)
      return path.isOfContainer && marks.ownCgroup(holding: path) == nil
    }
    ownRoots = Set(marks.containers.compactMap(\.rootFileSystem))
  }

  /// Whether no evidence counts: the host's own processes, those of nodectl, and the engines'.
  func isExempt(_ process: HostProcess) -> Bool {
    guard process.pid > 1, process.isAlive, let namespaces = process.namespaces, let hostNamespace else { return true }
    if namespaces.mount == hostNamespace || observers.contains(process.pid) { return true }
    return Self.engines.contains { process.name.hasPrefix($0) } && !hasOwnRoot(process)
  }

  /// Whether only evidence counts that nobody else can have: it lives in a container that is not the node's.
  func isInForeignContainer(_ process: HostProcess) -> Bool {
    foreignContainers.contains(process.cgroup)
  }

  private func hasOwnRoot(_ process: HostProcess) -> Bool {
    process.rootFileSystem.map(ownRoots.contains) ?? false
  }

  /// Names of programs, as far as the kernel keeps them; k0s's own containerd has its container's root.
  private static let engines = ["dockerd", "containerd", "conmon", "podman"]
}
