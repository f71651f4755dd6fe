import YAML

/// An entry of `runtime.registries`: from where the images of a registry are pulled.
package struct Registry: Sendable {
  /// What a mirror is asked for.
  package enum Capability: String, Sendable, CaseIterable {
    case pull
    /// Which image a tag is.
    case resolve
  }

  /// As it stands in the names of images: a host, perhaps with a port.
  package let name: String
  /// Asked in order, before the registry itself; without any, the rest is said of the registry itself.
  package let mirrors: [RegistryAddress]
  /// A file of the certificate authority that those are trusted by; a relative path starts at the spec.
  package let authority: Located<String>?
  package let skipsVerification: Bool
  package let capabilities: [Capability]

  static func read(_ entry: Node.Entry, _ kind: RuntimeSection.Kind, _ diagnostics: Diagnostics) -> Registry? {
    var fields = MappingReader(entry.value, diagnostics)
    let mirrors = fields.optional("mirrors")?.items(diagnostics) ?? []
    let authority = fields.optional("ca")
    let skip = fields.optional("skipVerify")
    let capabilities = fields.optional("capabilities")
    fields.reportUnknownKeys()
    let registry = Registry(
      name: entry.key.text, mirrors: mirrors.compactMap { $0.value(diagnostics, RegistryAddress.init) },
      authority: authority.flatMap { node in node.text(diagnostics).map { Located($0, at: node.mark) } },
      skipsVerification: skip?.boolean(diagnostics) ?? false,
      capabilities: capabilities.map { readCapabilities($0, kind, diagnostics) } ?? Capability.allCases)
    do throws(InvalidValue) { try checkName(registry.name) } catch {
      diagnostics.error(entry.keyMark, error.message, hint: error.hint)
      return nil
    }
    if mirrors.isEmpty, authority == nil, !registry.skipsVerification {
      diagnostics.error(
        entry.keyMark, "nothing is said of the registry '\(registry.name)'",
        hint: "write 'mirrors', or 'ca' for a registry of your own")
    }
    registry.checkVerification(skip?.mark, diagnostics)
    return registry
  }

  private static func readCapabilities(
    _ node: Node, _ kind: RuntimeSection.Kind, _ diagnostics: Diagnostics
  ) -> [Capability] {
    let items = node.items(diagnostics)
    let capabilities = items.compactMap { $0.choice(Capability.self, diagnostics) }
    if items.isEmpty {
      diagnostics.error(node.mark, "a mirror without a capability is never asked", hint: "write [pull, resolve]")
    }
    if kind == .crioKrun, capabilities == [.resolve] {
      diagnostics.error(
        node.mark, "CRI-O cannot ask a mirror for tags alone",
        hint: "write [pull, resolve], or [pull] for images that are named by digest")
    }
    return Capability.allCases.filter(capabilities.contains)
  }

  /// Image names take a first part without a dot or a port for a directory of docker.io.
  private static func checkName(_ name: String) throws(InvalidValue) {
    var malformed: InvalidValue {
      InvalidValue(
        "\(Redaction.quote(name)) is not the name of a registry",
        hint: "write it as it stands in the names of images: docker.io, registry.example.com:5000")
    }
    guard let address = try? RegistryAddress("https://\(name)"), address.path.isEmpty, address.authority == name,
      name == "localhost" || name.contains(".") || name.contains(":")
    else { throw malformed }
    guard !["index.docker.io", "registry-1.docker.io"].contains(name) else {
      throw InvalidValue("images of \(name) are named docker.io/...", hint: "write docker.io")
    }
  }

  private func checkVerification(_ skip: Mark?, _ diagnostics: Diagnostics) {
    if let authority, skipsVerification {
      diagnostics.error(
        authority.mark, "a certificate authority is of no use where nothing is verified", hint: "leave skipVerify out")
    }
    guard let plain = mirrors.first(where: { $0.scheme == .http }), let mark = authority?.mark ?? skip,
      authority != nil || skipsVerification
    else { return }
    // containerd asks such a mirror over TLS then, without a word.
    diagnostics.error(
      mark, "\(plain) has no certificate to look at", hint: "leave this out, or make the mirror an https:// one")
  }
}
