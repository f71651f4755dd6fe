import Compose
import FoundationEssentials
import Host
import JoinToken
import NodeSpec
import Planning
import SystemPackage
import ZeroTier

/// Reads the secrets of nodes from where their specs say.
struct SecretsLoader {
  /// More than any identity or token has.
  static let byteLimit = 1 << 18

  let context: Context

  /// The secrets of a node; throws what is wrong with any of them, at the places in the spec that name them.
  func load(_ node: LoadedNode) throws(Failure) -> NodeSecrets {
    let diagnostics = Diagnostics()
    let identity = identity(of: node, diagnostics)
    let token = joinToken(of: node, diagnostics)
    let problems = diagnostics.problems
    guard let identity, let token, !diagnostics.hasErrors else { throw Failure(problems) }
    for warning in problems { context.errors.print("\(warning)") }
    return NodeSecrets(identity: identity, joinToken: token)
  }

  private func identity(of node: LoadedNode, _ diagnostics: Diagnostics) -> Identity? {
    let source = node.spec.zerotier.identity.secret
    let text = text(of: source, of: node, diagnostics) { "make one: nodectl identity new \($0)" }
    guard let text else { return nil }
    do throws(IdentityError) {
      let identity = try Identity(text)
      try identity.checkSecret()
      if let given = node.spec.zerotier.identity.public, given.value != identity.publicPart.description {
        diagnostics.error(
          given.mark, "this is not the public part of the secret identity",
          hint: "leave 'public' out: it is part of the secret identity")
      }
      return identity
    } catch {
      diagnostics.error(source.mark, "\(error)")
      return nil
    }
  }

  private func joinToken(of node: LoadedNode, _ diagnostics: Diagnostics) -> String? {
    let source = node.spec.k0s.joinToken
    let text = text(of: source, of: node, diagnostics) {
      "make one on a controller, with 'k0s token create --role=worker', and put what it prints into \($0)"
    }
    guard let text else { return nil }
    do throws(JoinTokenError) {
      let token = try JoinToken(text)
      try token.requireWorker()
      if !token.canVerifyServer(at: .now) {
        diagnostics.warning(
          source.mark, "the cluster's certificate in the join token has expired: the node cannot trust its API server",
          hint: "renew the cluster's certificate authority, or set the clock of this machine")
      }
      return text
    } catch {
      diagnostics.error(source.mark, "\(error)")
      return nil
    }
  }

  /// The secret's text; `remedy` says how the file is made, where it is missing.
  private func text(
    of source: Located<SecretSource>, of node: LoadedNode, _ diagnostics: Diagnostics, remedy: (FilePath) -> String
  ) -> String? {
    let text: String
    switch source.value {
    case .inline(let value): text = value
    case .environment(let name):
      guard case .text(let value)? = node.variables[name] else {
        diagnostics.error(
          source.mark, "the environment variable \(name) is not set", hint: "export it, or set it in the .env file")
        return nil
      }
      text = value
    case .file(let path):
      let file = FilePath(node.origin.directory).pushing(FilePath(path))
      do throws(FileError) {
        text = String(decoding: try FileReader.read(file, limit: Self.byteLimit), as: UTF8.self)
      } catch {
        diagnostics.error(
          source.mark, "the secret cannot be read: \(error)", hint: error.isMissing ? remedy(file) : nil)
        return nil
      }
    }
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else {
      diagnostics.error(source.mark, "the secret from the \(source.value) is empty")
      return nil
    }
    return trimmed
  }
}
