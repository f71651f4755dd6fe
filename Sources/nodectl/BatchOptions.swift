import ArgumentParser

/// How a command that changes nodes goes about several of them, and about other processes at work on them.
struct BatchOptions: ParsableArguments {
  @Option(help: "How many nodes to work on at a time.")
  var parallel = 8

  @Flag(inversion: .prefixedNo, help: "Wait where another nodectl is at work on a node, rather than fail.")
  var lockWait = true

  func validate() throws {
    if parallel < 1 { throw ValidationError("--parallel takes a number from 1") }
  }
}
