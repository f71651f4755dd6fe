import ArgumentParser

/// The commands about k0s join tokens.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Shows what is in a k0s join token.",
    discussion: "nodectl token show join-token", subcommands: [TokenShowCommand.self])
}
