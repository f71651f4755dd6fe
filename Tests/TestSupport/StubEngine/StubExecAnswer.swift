/// How a command in a container of a stub engine ends.
package struct StubExecAnswer: Hashable, Sendable {
  package var exitCode: Int
  package var stdout: String
  package var stderr: String

  package init(exitCode: Int = 0, stdout: String = "", stderr: String = "") {
    self.exitCode = exitCode
    self.stdout = stdout
    self.stderr = stderr
  }
}
