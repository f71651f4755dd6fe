package import NodeSpec
package import Ownership

/// What the steps of a plan learn for those after them.
package struct Bindings: Sendable, Equatable {
  /// The ids of containers by their services.
  package var containers: [String: String]
  /// The address that ZeroTier has assigned.
  package var address: IPv4Address?
  /// By what the node is known on its host.
  package var marks: NodeMarks
  /// What was taken away on the host, and what would not go.
  package var report = CleaningReport()

  package init(
    containers: [String: String] = [:], address: IPv4Address? = nil,
    marks: NodeMarks = NodeMarks(node: nil, dataDirectory: nil)
  ) {
    (self.containers, self.address, self.marks) = (containers, address, marks)
  }

  /// Takes what a step has learned.
  mutating func take(_ outcome: StepOutcome) {
    if let (service, container) = outcome.container { containers[service] = container }
    if let address = outcome.address { self.address = address }
    if let marks = outcome.marks { self.marks.take(marks) }
    if let report = outcome.report { self.report = self.report + report }
  }
}
