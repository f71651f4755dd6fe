import ArgumentParser

/// Which nodes a command is about, where it needs their specs.
struct SpecOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long],
    help: "A node spec; - for standard input. (default: ./node.yaml or ./nodectl.yaml)")
  var file: [String] = []

  @Option(help: "A file of variables for the spec. (default: .env beside the spec)")
  var envFile: String?

  @Argument(help: "The nodes; all of the specs' without.")
  var nodes: [String] = []
}
