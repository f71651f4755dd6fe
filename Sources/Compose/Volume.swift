import NodeSpec
import YAML

/// An entry of `volumes:`.
package struct Volume: Sendable, Equatable {
  package let key: String
  /// The name on the engine, where the file gives one.
  package var givenName: String?
  package var driver: String?
  package var driverOptions: KeyValues = [:]
  package var labels: KeyValues = [:]
  /// Whether it is there already and not nodectl's to make or remove.
  package var isExternal = false

  package init(key: String) { self.key = key }

  init(_ entry: Node.Entry, _ diagnostics: Diagnostics) {
    self.init(key: entry.key.text)
    var fields = MappingReader(entry.value, diagnostics)
    givenName = fields.optional("name")?.text(diagnostics)
    driver = fields.optional("driver")?.text(diagnostics)
    driverOptions = fields.optional("driver_opts").map { KeyValues($0, diagnostics) } ?? [:]
    labels = fields.optional("labels").map { KeyValues($0, diagnostics) } ?? [:]
    isExternal = fields.optional("external")?.boolean(diagnostics) ?? false
    fields.reportUnknownKeys(allowingExtensions: true)
    for made in Self.keysOfMade where isExternal {
      guard let other = entry.value.mapping?.first(where: { $0.key.text == made }) else { continue }
      diagnostics.error(
        other.keyMark, "'\(made)' cannot be combined with 'external'",
        hint: "what is there already has been made with its own")
    }
  }

  /// What means something to a volume that is made.
  private static let keysOfMade = ["driver", "driver_opts", "labels"]

  /// Whether it lives in memory: it holds nothing once its last container has stopped.
  package var isTmpfs: Bool { driverOptions["type"] == "tmpfs" }

  var rendered: Value {
    var fields = FieldWriter()
    fields["name"] = givenName.map(Value.string)
    if isExternal { fields["external"] = true }
    fields["driver"] = driver.map(Value.string)
    fields["driver_opts"] = .nonEmpty(driverOptions)
    fields["labels"] = .nonEmpty(labels)
    return fields.mapping
  }
}
