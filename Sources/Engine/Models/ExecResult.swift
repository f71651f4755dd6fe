/// How a command in a container ended, and what it wrote.
package struct ExecResult: Hashable, Sendable {
  /// 126 or 127 where it could not be run; what it wrote then are the engine's words.
  package let exitCode: Int
  package let stdout: [UInt8]
  package let stderr: [UInt8]
  /// Whether it wrote more than is kept.
  package let isTruncated: Bool
}
