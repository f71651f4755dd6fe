import ArgumentParser

/// The commands about ZeroTier identities.
struct IdentityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity", abstract: "Makes, checks and shows ZeroTier identities.",
    discussion: """
      nodectl identity new identity.secret
      nodectl identity show identity.secret    the address, to be authorised on the network
      """,
    subcommands: [IdentityNewCommand.self, IdentityCheckCommand.self, IdentityShowCommand.self])
}
