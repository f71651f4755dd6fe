import Compose
package import Planning

extension Observation {
  /// What is looked for.
  package struct Request: Sendable {
    package let node: String
    /// Networks and volumes that the node needs, whoever made them.
    package let names: Set<String>
    /// After how long a container that its engine does not inspect is stuck; nil: that is an error of the engine's.
    package let stuckAfter: Duration?

    /// An engine inspects in milliseconds, if it does at all; more is for one that has much to do.
    package static let patience = Duration.seconds(10)

    package init(node: String, names: Set<String> = [], stuckAfter: Duration? = nil) {
      (self.node, self.names, self.stuckAfter) = (node, names, stuckAfter)
    }

    /// Looks for all that a node needs, by the names that this has on the engine.
    package init(of node: DesiredNode, stuckAfter: Duration? = nil) {
      let project = node.project
      let names = project.networks.map(project.name(of:)) + project.volumes.map(project.name(of:))
      self.init(node: node.name, names: Set(names), stuckAfter: stuckAfter)
    }

    /// Whether it is the node's, or has a name that the node needs.
    func wants(_ name: String, _ labels: [String: String]) -> Bool {
      labels[Label.project] == node || names.contains(name)
    }
  }
}
