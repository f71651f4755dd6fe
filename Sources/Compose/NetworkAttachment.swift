import NodeSpec
import YAML

/// A network that a service is on.
package struct NetworkAttachment: Sendable, Equatable {
  /// The key in the file's `networks:`.
  package let network: String
  package let aliases: [String]

  package init(to network: String, aliases: [String] = []) {
    (self.network, self.aliases) = (network, aliases)
  }
}

extension NetworkAttachment {
  static func read(_ node: Node, _ diagnostics: Diagnostics) -> [NetworkAttachment] {
    guard let entries = node.mapping else {
      return node.items(diagnostics).compactMap { $0.text(diagnostics).map { NetworkAttachment(to: $0) } }
    }
    return entries.map { entry in
      var fields = MappingReader(entry.value, diagnostics)
      let aliases = fields.optional("aliases")?.items(diagnostics).compactMap { $0.text(diagnostics) }
      fields.reportUnknownKeys(allowingExtensions: true)
      return NetworkAttachment(to: entry.key.text, aliases: aliases ?? [])
    }
  }

  var rendered: Value {
    aliases.isEmpty ? .null : ["aliases": .strings(aliases)]
  }
}
