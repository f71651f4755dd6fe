extension TestHost {
  /// Runs the body, and then a command that ends what goes on beside it, however the body came out.
  ///
  /// Throws what the body throws, or else that the command has failed.
  nonisolated func ending(with command: [String], _ body: () async throws -> Void) async throws {
    let result: Result<Void, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    let end = try await run(command)
    try result.get()
    try end.succeeded()
  }
}
