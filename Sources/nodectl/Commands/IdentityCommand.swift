import ArgumentParser

/// The commands about ZeroTier identities.
struct IdentityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity", abstract: "Makes, checks and shows ZeroTier identities.",
    subcommands: [IdentityNewCommand.self, IdentityCheckCommand.self, IdentityShowCommand.self])
}
