/// What to do to an engine: steps with their causes, in an order in which each comes after those it needs.
package struct Plan: Sendable, Equatable {
  package let node: String
  package let steps: [Step]

  package init(node: String, steps: [Step] = []) { (self.node, self.steps) = (node, steps) }

  /// Whether it changes anything, rather than only wait.
  package var hasChanges: Bool { steps.contains { $0.operation.isChange } }
}

extension Plan: CustomStringConvertible {
  package var description: String { steps.map { "\($0)\n" }.joined() }
}
