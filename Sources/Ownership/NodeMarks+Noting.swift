extension NodeMarks {
  /// Takes note of what shows the processes of running containers, while their main processes still do.
  ///
  /// The engine's word for a pid may be old: a main process counts only where its cgroup or its root is the container's.
  package func noting(_ snapshot: HostSnapshot) -> NodeMarks {
    var marks = self
    marks.bootID = snapshot.bootID
    let processes = Dictionary(snapshot.processes.map { ($0.pid, $0) }) { first, _ in first }
    for index in marks.containers.indices {
      guard let main = marks.containers[index].mainPID.flatMap({ processes[$0] }), main.isAlive else { continue }
      let isInScope = CgroupPath(main.cgroup).scope(of: marks.containers[index].id) != nil
      let root = marks.containers[index].rootFileSystem
      guard isInScope || (root != nil && root == main.rootFileSystem) else { continue }
      marks.containers[index].main = main.identity
      marks.containers[index].hasMainEscaped = !isInScope
      marks.containers[index].rootFileSystem = root ?? main.rootFileSystem
      marks.containers[index].processes = [main.identity]
      if let parent = processes[main.parent], Self.keepers.contains(where: { parent.name.hasPrefix($0) }) {
        marks.containers[index].keeper = parent.identity
      }
    }
    return marks
  }

  /// Adds to a container the processes whose evidence was seen to hold.
  package mutating func note(_ processes: some Sequence<ProcessIdentity>, of container: String) {
    for index in containers.indices where containers[index].id == container {
      containers[index].processes.formUnion(processes)
    }
  }

  private static let keepers = ["containerd-shim", "conmon"]
}
