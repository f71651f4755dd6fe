import NodeSpec
import YAML

/// An entry of `secrets:`.
package struct Secret: Sendable, Equatable {
  package enum Source: Sendable, Equatable {
    /// A relative path is taken from the project's directory.
    case file(String)
    case environment(String)
  }

  package let key: String
  package var source: Source

  package init(key: String, source: Source) { (self.key, self.source) = (key, source) }

  static func read(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> Secret? {
    var fields = MappingReader(entry.value, diagnostics)
    let file = fields.optional("file")
    let environment = fields.optional("environment")
    fields.reportUnknownKeys(allowingExtensions: true)
    switch (file, environment) {
    case (let file?, nil):
      return file.value(diagnostics, HostPath.parse).map { Secret(key: entry.key.text, source: .file($0)) }
    case (nil, let name?):
      return name.text(diagnostics).map { Secret(key: entry.key.text, source: .environment($0)) }
    default:
      diagnostics.error(entry.keyMark, "the secret '\(entry.key.text)' needs either 'file' or 'environment'")
      return nil
    }
  }

  var rendered: Value {
    switch source {
    case .file(let path): ["file": .string(path)]
    case .environment(let name): ["environment": .string(name)]
    }
  }
}
