/// What a command ended with and wrote.
struct CommandResult: Sendable {
  let command: [String]
  let status: Int32
  let output: String
  let errors: String

  /// The same, of a command that must have succeeded.
  ///
  /// Throws what each test tells that meets it. An expectation that fails is told once, where it was met first: what
  /// waits for a host that could not be made would pass in silence.
  @discardableResult
  func succeeded() throws -> CommandResult {
    guard status == 0 else { throw FailedCommand(result: self) }
    return self
  }
}
