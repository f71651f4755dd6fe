/// What is at a path of a host where a program is to be.
package enum ProgramFile: Sendable, Equatable, Codable {
  case missing
  case directory
  /// A file; `head` are its first bytes, where a program's say what it is.
  case file(isExecutable: Bool, head: [UInt8])

  /// How much of a file tells what it is.
  package static let headLength = 4096
}
