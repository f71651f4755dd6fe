import ArgumentParser

/// Which nodes a command is about, where it needs their specs.
struct SpecOptions: ParsableArguments {
  @OptionGroup var files: SpecFiles

  @Argument(help: "The nodes; all of the specs' without.", completion: .custom(NameCompletion.nodes))
  var nodes: [String] = []
}
