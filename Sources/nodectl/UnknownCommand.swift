import ArgumentParser
import NodeSpec

/// A command line whose first word is no command.
struct UnknownCommand {
  /// What to tell the user.
  let message: String

  /// Nil where the first word is a command, or an option.
  init?(_ arguments: [String]) {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let commands = Nodectl.configuration.subcommands.map { $0.configuration }
    let names = commands.compactMap(\.commandName)
    guard word != "help", !names.contains(word), !commands.contains(where: { $0.aliases.contains(word) }) else {
      return nil
    }
    let near = Suggestion.near(word, among: names).map { "'\($0)'" }.joined(separator: " or ")
    let hint = near.isEmpty ? "nodectl --help lists them" : "did you mean \(near)?"
    message = "error: there is no command '\(word)'; \(hint)"
  }
}
