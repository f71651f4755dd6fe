/// A step of a plan: an operation, why it is there, and what must be done before it.
package struct Step: Sendable, Equatable, Identifiable {
  /// Its position in the plan, from 1.
  package let id: Int
  package let operation: Operation
  package let cause: Cause
  /// The steps that must have succeeded before; all have lower ids.
  package let after: [Int]

  package init(id: Int, operation: Operation, cause: Cause, after: [Int] = []) {
    (self.id, self.operation, self.cause, self.after) = (id, operation, cause, after)
  }
}

extension Step: CustomStringConvertible {
  package var description: String {
    let before = after.isEmpty ? "" : " after " + after.map { "#\($0)" }.joined(separator: ", ")
    return "#\(id) \(operation)\(before): \(cause)"
  }
}
