import Compose
import Host
import NodeSpec
import Planning
import SystemPackage
import ZeroTier

extension DesiredNode {
  /// The nodes of specs; throws what is wrong with any of them, or with all of them on one engine.
  ///
  /// `engine` is the one that the user has named for all of them.
  static func all(_ nodes: [LoadedNode], engine: String? = nil, in context: Context) throws -> [DesiredNode] {
    let diagnostics = Diagnostics()
    let secrets = SecretsLoader(context: context)
    let desired = try nodes.map { try DesiredNode($0, try secrets.load($0), in: context, diagnostics) }
    ClaimRules.check(desired, engine: engine, diagnostics)
    guard !diagnostics.hasErrors else { throw Failure(diagnostics.problems) }
    return desired
  }

  /// The node of a spec whose secrets cannot be read: good for a look at its host, and for nothing that is made.
  init(withoutSecrets node: LoadedNode) {
    var inputs = Stack.Inputs(hostPort: Self.firstPort(of: node))
    inputs.environment = node.variables
    self.init(stack: node.stack, inputs: inputs, secrets: [:], origin: node.origin, Diagnostics())
  }

  private static func firstPort(of node: LoadedNode) -> Int {
    switch node.spec.zerotier.hostPort.value {
    case .automatic: ZeroTierSection.HostPort.firstAutomatic
    case .fixed(let port): port
    }
  }

  /// The node of a spec, with the contents of every secret that its template names.
  init(_ node: LoadedNode, _ secrets: NodeSecrets, in context: Context, _ diagnostics: Diagnostics) throws {
    var inputs = Stack.Inputs(hostPort: Self.firstPort(of: node), secrets: secrets)
    inputs.environment = node.variables
    let declared = node.stack.project(inputs, Diagnostics()).secrets
    var contents: [String: [UInt8]] = [:]
    for secret in declared {
      contents[secret.key] = try Self.content(of: secret, node, secrets, diagnostics)
    }
    self.init(stack: node.stack, inputs: inputs, secrets: contents, origin: node.origin, diagnostics)
  }

  private static func content(
    of secret: Secret, _ node: LoadedNode, _ secrets: NodeSecrets, _ diagnostics: Diagnostics
  ) throws -> [UInt8] {
    switch (secret.key, secret.source) {
    // The two that every node has come from where the spec says, whatever the template's file is called.
    case (Stack.identitySecret, _): return Array("\(secrets.identity.secretText)\n".utf8)
    case (Stack.tokenSecret, _): return Array("\(secrets.joinToken)\n".utf8)
    case (_, .file(let path)):
      do throws(FileError) {
        return try FileReader.read(FilePath(node.origin.directory).pushing(FilePath(path)), limit: 1 << 20)
      } catch {
        throw Failure(error)
      }
    case (_, .environment(let name)):
      guard case .text(let text)? = node.variables[name] else {
        diagnostics.error(
          node.spec.template.mark, "the secret '\(secret.key)' needs the variable \(name), which is not set")
        return []
      }
      return Array(text.utf8)
    }
  }
}
