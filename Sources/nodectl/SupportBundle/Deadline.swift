/// Bounds how long something may take.
enum Deadline {
  /// What the body gives; throws ``Missed`` past the limit, and cancels the body.
  static func within<Result: Sendable>(
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

  struct Missed: Error, CustomStringConvertible {
    let limit: Duration

    var description: String { "there was no answer within \(limit.components.seconds) seconds" }
  }
}
