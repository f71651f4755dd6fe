/// A command to be run, or that was, in a container of a stub engine.
struct StubExec: Sendable {
  let container: String
  let command: [String]
  var isStarted = false
  var exitCode: Int?
}
