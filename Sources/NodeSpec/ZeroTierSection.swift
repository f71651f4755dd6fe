package import Images
import YAML
package import ZeroTier

/// `zerotier:` of a spec: which network the node joins, as whom, and by which port of the host.
package struct ZeroTierSection: Sendable {
  /// The UDP port of the host that is forwarded to ZeroTier.
  package enum HostPort: Sendable, Equatable {
    /// The first free one from ``firstAutomatic``.
    case automatic
    case fixed(Int)

    package static let firstAutomatic = 9994
  }

  /// The identity's parts; the public one is optional, for it is part of the secret one.
  package struct IdentitySource: Sendable {
    package let secret: Located<SecretSource>
    package let `public`: Located<String>?
  }

  package let network: Located<NetworkID>
  package let identity: IdentitySource
  package let hostPort: Located<HostPort>
  package let image: ImageReference?

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> ZeroTierSection? {
    var fields = MappingReader(node, diagnostics)
    let network = fields.required("network", hint: "the 16 hex digits of the ZeroTier network")
      .flatMap { readNetwork($0, diagnostics) }
    let identity = fields.required("identity", hint: "write 'identity: {file: identity.secret}'")
      .flatMap { readIdentity($0, diagnostics) }
    let hostPort = fields.optional("hostPort").map { Located(readHostPort($0, diagnostics), at: $0.mark) }
    let image = fields.optional("image")?.namedImage(diagnostics)
    fields.reportUnknownKeys()
    guard let network, let identity else { return nil }
    return ZeroTierSection(
      network: network, identity: identity,
      hostPort: hostPort ?? Located(.fixed(HostPort.firstAutomatic), at: node.mark), image: image)
  }

  private static func readNetwork(_ node: Node, _ diagnostics: Diagnostics) -> Located<NetworkID>? {
    node.value(diagnostics) { (text) throws(InvalidValue) in
      do throws(NetworkIDError) { return try NetworkID(text) } catch { throw InvalidValue(error.description) }
    }.map { Located($0, at: node.mark) }
  }

  private static func readIdentity(_ node: Node, _ diagnostics: Diagnostics) -> IdentitySource? {
    guard node.mapping != nil else {
      diagnostics.error(
        node.mark, "expected a mapping here, not \(node.kind)",
        hint: "write 'identity: {file: identity.secret}' with the path of a file that holds the identity")
      return nil
    }
    var fields = MappingReader(node, diagnostics)
    let file = fields.optional("file")
    let secret = fields.optional("secret")
    let publicPart = fields.optional("public")
    fields.reportUnknownKeys()
    if let file, secret != nil || publicPart != nil {
      diagnostics.error(
        file.mark, "'file' and 'secret' are two sources of one identity", hint: "keep only one of them")
      return nil
    }
    guard let source = file ?? secret else {
      if ["file", "secret"].contains(where: fields.misspells) { return nil }
      diagnostics.error(node.mark, "the identity has no source", hint: "write 'identity: {file: identity.secret}'")
      return nil
    }
    guard let text = source.text(diagnostics) else { return nil }
    return IdentitySource(
      secret: Located(file == nil ? .inline(text) : .file(text), at: source.mark),
      public: publicPart.flatMap { node in node.text(diagnostics).map { Located($0, at: node.mark) } })
  }

  private static func readHostPort(_ node: Node, _ diagnostics: Diagnostics) -> HostPort {
    if node.scalar?.text == "auto" { return .automatic }
    guard let port = node.integer(in: 1...65_535, diagnostics) else { return .automatic }
    return .fixed(port)
  }
}
