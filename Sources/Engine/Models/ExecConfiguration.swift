/// A command to be run in a container that runs.
package struct ExecConfiguration: Encodable, Sendable {
  package var command: [String]
  /// Nil: the container's.
  package var user: String?
  package var workingDirectory: String?
  /// `NAME=value`, on top of the container's.
  @OrEmpty package var environment: [String]
  package var isPrivileged: Bool
  package var attachesStdin: Bool
  /// Whether it has a terminal, in which stdout and stderr are one.
  package var hasTerminal: Bool
  private let attachesStdout: Bool
  private let attachesStderr: Bool

  /// `attachesOutput` is false for a command that is left to itself.
  package init(
    _ command: [String], user: String? = nil, workingDirectory: String? = nil, environment: [String] = [],
    isPrivileged: Bool = false, attachesStdin: Bool = false, attachesOutput: Bool = true, hasTerminal: Bool = false
  ) {
    self.command = command
    self.user = user
    self.workingDirectory = workingDirectory
    self.environment = environment
    self.isPrivileged = isPrivileged
    self.attachesStdin = attachesStdin
    (attachesStdout, attachesStderr) = (attachesOutput, attachesOutput)
    self.hasTerminal = hasTerminal
  }

  private enum CodingKeys: String, CodingKey {
    case command = "Cmd"
    case user = "User"
    case workingDirectory = "WorkingDir"
    case environment = "Env"
    case isPrivileged = "Privileged"
    case attachesStdin = "AttachStdin"
    case hasTerminal = "Tty"
    case attachesStdout = "AttachStdout"
    case attachesStderr = "AttachStderr"
  }
}
