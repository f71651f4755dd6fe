/// Bounds how long something may take.
package enum Deadline {
  /// What the body gives; throws ``Missed`` past the limit, and cancels the body.
  package static func within<Result: Sendable>(
    _ limit: Duration, _ body: @Sendable @escaping () async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: limit)
        throw Missed(limit: limit)
      }
      guard let result = try await group.next() else { preconditionFailure("the group has two tasks") }
      return result
    }
  }

  package struct Missed: Error, CustomStringConvertible {
    let limit: Duration

    package var description: String { "there was no answer within \(limit.components.seconds) seconds" }
  }
}
