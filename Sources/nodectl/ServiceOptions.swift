import ArgumentParser

/// Which services a command is about.
struct ServiceOptions: ParsableArguments {
  @OptionGroup var files: SpecFiles

  @Argument(
    help: ArgumentHelp(
      "The services, as SERVICE of the spec's node, or NODE/SERVICE. NODE stands for all services of one.",
      valueName: "[node/]service"), completion: .custom(NameCompletion.nodesAndServices))
  var services: [String] = []
}
