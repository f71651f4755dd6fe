import ArgumentParser
import Doctor

/// Which checks of the host a command goes by.
struct CheckOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Begin the node although this check of the host fails; may be repeated.", discussion: "doctor names them.",
      valueName: "name"))
  var skipCheck: [Check] = []

  var skipped: Set<Check> { Set(skipCheck) }
}
