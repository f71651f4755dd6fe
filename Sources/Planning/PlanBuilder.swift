/// Numbers the steps of a plan as they are added.
struct PlanBuilder {
  private(set) var steps: [Step] = []
  /// For each step, all that must be done before it, directly or not.
  private var ancestors: [Set<Int>] = []

  /// Adds a step and returns its id; what it need not name, because others it names come after it, is left out.
  @discardableResult
  mutating func add(_ operation: Operation, _ cause: Cause, after: [Int?] = []) -> Int {
    let id = steps.count + 1
    let before = Set(after.compactMap(\.self))
    let implied = before.reduce(into: Set()) { $0.formUnion(ancestors[$1 - 1]) }
    ancestors.append(before.union(implied))
    steps.append(Step(id: id, operation: operation, cause: cause, after: before.subtracting(implied).sorted()))
    return id
  }
}
