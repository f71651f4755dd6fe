/// The nodes of a command that failed: each is told at once, and none keeps the command from the others.
struct FailedNodes {
  let context: Context
  private(set) var names: [String] = []
  private var statuses: [ExitStatus] = []

  init(in context: Context) { self.context = context }

  /// Says why a node failed; throws where the command is cancelled, which is no node's failure.
  mutating func tell(_ error: any Error, of name: String) throws {
    try Task.checkCancellation()
    let failure = Failure(error)
    if !failure.message.isEmpty { context.errors.show(failure.message + "\n") }
    names.append(name)
    statuses.append(failure.status)
  }

  /// What came of a node; nil where it failed, which is told.
  mutating func value<Value>(_ result: Result<Value, any Error>, of name: String) throws -> Value? {
    do {
      return try result.get()
    } catch {
      try tell(error, of: name)
      return nil
    }
  }

  /// Throws, where any failed, a ``Failure`` with nothing left to say: with the status of all that failed alike.
  func conclude() throws(Failure) {
    guard let first = statuses.first else { return }
    throw Failure(statuses.allSatisfy { $0 == first } ? first : .failed, "")
  }

  /// Concludes with their names, where there were others.
  func conclude(of count: Int) throws(Failure) {
    if !names.isEmpty, count > 1 {
      context.errors.print("\(names.count) of \(count) nodes failed: \(names.joined(separator: ", "))")
    }
    try conclude()
  }
}
