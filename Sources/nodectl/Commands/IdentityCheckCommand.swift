import ArgumentParser
import ZeroTier

/// Checks that the parts of a ZeroTier identity belong together.
struct IdentityCheckCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks that the parts of an identity belong together. Exits with 3 if not.",
    discussion: """
      nodectl identity check identity.secret

      ZeroTier itself never looks whether the secret key is that of the public key.
      """)

  @OptionGroup var argument: IdentityArgument

  func run(in context: Context) async throws {
    let identity = try argument.read(in: context) { (identity) throws(IdentityError) in
      try identity.check()
      return identity
    }
    if argument.json { return context.output.print(try IdentitySummary(identity).json) }
    let kind = identity.hasSecret ? "an identity with its secret key" : "the public part of an identity"
    context.output.print("\(identity.publicPart.address): ok, \(kind)")
  }
}
