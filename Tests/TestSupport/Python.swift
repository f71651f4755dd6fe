import Subprocess
import Testing

/// Python and what it brings, as an oracle that is not ours.
package enum Python {
  /// Whether there is a python3 with this module.
  package static func has(_ module: String) async -> Bool { (try? await lines(of: "import \(module)")) != nil }

  /// What a program prints, a line for each.
  package static func lines(of program: String, input: String = "") async throws -> [Substring] {
    let result = try await run(
      .name("python3"), arguments: ["-c", program], input: .string(input), output: .string(limit: 64 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else { throw Failed(errors: result.standardError) }
    return result.standardOutput.split(separator: "\n")
  }

  private struct Failed: Error {
    let errors: String
  }
}
