/// A command to be run, or that was, in a container of a stub engine.
struct StubExec: Sendable {
  let container: String
  let command: [String]
  var readsInput = false
  var hasTerminal = false
  var isStarted = false
  var exitCode: Int?
}
