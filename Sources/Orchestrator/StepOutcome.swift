package import NodeSpec

/// What came of a step that succeeded.
package struct StepOutcome: Sendable {
  /// The container that the step made.
  package var container: (service: String, id: String)?
  /// The address that the step learned.
  package var address: IPv4Address?
  /// What to tell the user beside that it is done.
  package var text: String?

  package init(container: (service: String, id: String)? = nil, address: IPv4Address? = nil, text: String? = nil) {
    (self.container, self.address, self.text) = (container, address, text)
  }
}
