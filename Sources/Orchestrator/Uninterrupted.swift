/// Lets a change that has begun come to its end when the task is cancelled: half of one is nothing to leave behind.
func uninterrupted<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
  try await Task { try await body() }.value
}
