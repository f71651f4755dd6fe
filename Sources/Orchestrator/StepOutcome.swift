package import NodeSpec
package import Ownership

/// What came of a step that succeeded.
package struct StepOutcome: Sendable {
  /// The container that the step made.
  package var container: (service: String, id: String)?
  /// The address that the step learned.
  package var address: IPv4Address?
  /// What to tell the user beside that it is done.
  package var text: String?
  /// The marks of the containers that the step took note of.
  package var marks: NodeMarks?
  /// What the step did to the host.
  package var report: CleaningReport?

  package init(
    container: (service: String, id: String)? = nil, address: IPv4Address? = nil, text: String? = nil,
    marks: NodeMarks? = nil, report: CleaningReport? = nil
  ) {
    (self.container, self.address, self.text) = (container, address, text)
    (self.marks, self.report) = (marks, report)
  }
}
