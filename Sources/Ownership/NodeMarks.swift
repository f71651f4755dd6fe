/// By what the processes, mounts and cgroups of a node are known on its host.
package struct NodeMarks: Sendable, Hashable, Codable {
  /// The node's name, which its own cgroup has; nil where only a data directory is known.
  package var node: String?
  /// The absolute path of the node's data directory on the host.
  package var dataDirectory: String?
  package var containers: [ContainerMarks]
  /// The boot in which processes were noted.
  package var bootID: String?
  private var confirmed: Set<ProcessIdentity> = []

  package init(node: String?, dataDirectory: String?, containers: [ContainerMarks] = []) {
    (self.node, self.dataDirectory, self.containers) = (node, dataDirectory, containers)
  }

  /// The marks of one container alone: what tells nothing of the node's others, which may still be wanted.
  package func only(_ container: String) -> NodeMarks {
    var marks = self
    marks.node = nil
    marks.dataDirectory = nil
    marks.confirmed = []
    marks.containers = containers.filter { $0.id == container }
    return marks
  }

  /// Takes what was noted of containers in the place of what was known of them.
  package mutating func take(_ noted: NodeMarks) {
    bootID = noted.bootID
    containers = containers.map { known in noted.containers.first { $0.id == known.id } ?? known }
  }

  /// Adds processes whose evidence was seen to hold.
  mutating func note(_ processes: some Sequence<ProcessIdentity>, boot: String) {
    if bootID != boot { (confirmed, bootID) = ([], boot) }
    confirmed.formUnion(processes)
  }

  /// Every process that was noted in a boot; none for another.
  func processes(noted boot: String) -> Set<ProcessIdentity> {
    bootID == boot ? containers.reduce(into: confirmed) { $0.formUnion($1.processes) } : []
  }
}
