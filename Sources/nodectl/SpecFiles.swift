import ArgumentParser

/// Where a command reads specs from.
struct SpecFiles: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long],
    help: "A node spec; - for standard input. (default: ./node.yaml or ./nodectl.yaml)",
    completion: .file(extensions: ["yaml", "yml"]))
  var file: [String] = []

  @Option(help: "A file of variables for the spec. (default: .env beside the spec)", completion: .file())
  var envFile: String?
}
