import ArgumentParser
import ZeroTier

/// Shows what may be shown of a ZeroTier identity.
struct IdentityShowCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the address and the public part of an identity, never its secret key.",
    discussion: "nodectl identity show identity.secret")

  @OptionGroup var argument: IdentityArgument

  func run(in context: Context) async throws {
    let summary = try argument.read(in: context) { (identity) throws(IdentityError) in IdentitySummary(identity) }
    if argument.json { return context.output.print(try summary.json) }
    context.output.print("address  \(summary.address)\npublic   \(summary.publicIdentity)")
  }
}
