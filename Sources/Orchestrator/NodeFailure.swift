/// Why an operation on a node did not succeed, told so that the user knows what to do next.
package struct NodeFailure: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case failed
    /// It runs, and was not healthy in time.
    case notReady
    /// The host or the engine cannot run the node.
    case unfit
    /// All was done, and yet something of the node is left on its host.
    case leftOver
  }

  package let node: String
  package let kind: Kind
  /// One sentence.
  package let reason: String
  /// What was seen, such as probe output and log lines; complete lines, of any length.
  package let details: [String]
  /// What to do next, one line each.
  package let advice: [String]

  package init(node: String, _ kind: Kind, _ reason: String, details: [String] = [], advice: [String] = []) {
    (self.node, self.kind, self.reason, self.details, self.advice) = (node, kind, reason, details, advice)
  }
}

extension NodeFailure: CustomStringConvertible {
  /// Without the node's name, which those who tell it put before it.
  package var description: String { ([reason] + details + advice.map { "  \($0)" }).joined(separator: "\n") }
}
