/// Waits until the condition holds.
///
/// Throws after five minutes, longer than anything takes on a busy machine: a run is to end, and to say what it waited for.
package func eventually(
  file: String = #fileID, line: Int = #line, _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + .seconds(300)
  var pause = Duration.milliseconds(5)
  while try await !condition() {
    guard ContinuousClock.now < end else { throw NeverHeld(file: file, line: line) }
    try await Task.sleep(for: pause)
    pause = min(pause * 1.5, .milliseconds(50))
  }
}

private struct NeverHeld: Error, CustomStringConvertible {
  let file: String
  let line: Int

  var description: String { "what \(file):\(line) waits for has not come in five minutes" }
}
