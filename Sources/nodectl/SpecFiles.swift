import ArgumentParser

/// Where a command reads specs from.
struct SpecFiles: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long],
    help: "A node spec; - for standard input. (default: ./node.yaml or ./nodectl.yaml)")
  var file: [String] = []

  @Option(help: "A file of variables for the spec. (default: .env beside the spec)")
  var envFile: String?
}
