import Subprocess
import Testing

/// The oracle for what is compressed: Python with zlib.
enum Python {
  static let missing = Comment("no python3 to compare with")

  static var isPresent: Bool {
    get async { (try? await output(of: "import zlib")) != nil }
  }

  /// What a program prints, a line for each.
  static func lines(of program: String) async throws -> [Substring] {
    try await output(of: program).split(separator: "\n")
  }

  private struct Failed: Error {}

  private static func output(of program: String) async throws -> String {
    let result = try await run(
      .name("python3"), arguments: ["-c", program], output: .string(limit: 64 << 20), error: .discarded)
    guard result.terminationStatus.isSuccess else { throw Failed() }
    return result.standardOutput
  }
}
