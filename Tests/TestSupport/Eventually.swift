/// Waits until the condition holds, for as long as the test may take.
package func eventually(_ condition: () throws -> Bool) async throws {
  while try !condition() { try await Task.sleep(for: .milliseconds(1)) }
}
