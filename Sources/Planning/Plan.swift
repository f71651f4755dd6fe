/// What to do to an engine: steps with their causes, in an order in which each comes after those it needs.
package struct Plan: Sendable, Equatable {
  package let node: String
  package let steps: [Step]
  package let notes: [PlanNote]

  package init(node: String, steps: [Step] = [], notes: [PlanNote] = []) {
    (self.node, self.steps, self.notes) = (node, steps, notes)
  }

  /// Whether it changes anything, rather than only wait.
  package var hasChanges: Bool { steps.contains { $0.operation.isChange } }
}

extension Plan {
  /// The steps of this plan, and after them those of another of the same node.
  package func followed(by other: Plan) -> Plan {
    let shifted = other.steps.map { step in
      Step(
        id: step.id + steps.count, operation: step.operation, cause: step.cause,
        after: step.after.map { $0 + steps.count })
    }
    return Plan(node: node, steps: steps + shifted, notes: notes + other.notes)
  }
}

extension Plan: CustomStringConvertible {
  package var description: String { steps.map { "\($0)\n" }.joined() }
}
