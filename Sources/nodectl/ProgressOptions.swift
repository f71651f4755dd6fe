import ArgumentParser

/// How a command tells how far it is.
struct ProgressOptions: ParsableArguments {
  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case auto
    case tty
    case plain
    case json
    case quiet
  }

  @Option(help: "How to tell of progress: auto, tty, plain, json or quiet.")
  var progress = Mode.auto

  @Flag(inversion: .prefixedNo, help: .hidden)
  var color = true
}
