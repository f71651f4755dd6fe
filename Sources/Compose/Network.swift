import NodeSpec
import YAML

/// An entry of `networks:`.
package struct Network: Sendable, Equatable {
  package let key: String
  /// The name on the engine, where the file gives one.
  package var givenName: String?
  package var driver: String?
  package var driverOptions: KeyValues = [:]
  package var labels: KeyValues = [:]
  package var isInternal = false
  package var enableIPv6 = false
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
    isInternal = fields.optional("internal")?.boolean(diagnostics) ?? false
    enableIPv6 = fields.optional("enable_ipv6")?.boolean(diagnostics) ?? false
    isExternal = fields.optional("external")?.boolean(diagnostics) ?? false
    fields.reportUnknownKeys(allowingExtensions: true)
  }

  var rendered: Value {
    var fields = FieldWriter()
    fields["name"] = givenName.map(Value.string)
    if isExternal { fields["external"] = true }
    fields["driver"] = driver.map(Value.string)
    fields["driver_opts"] = .nonEmpty(driverOptions)
    if isInternal { fields["internal"] = true }
    if enableIPv6 { fields["enable_ipv6"] = true }
    fields["labels"] = .nonEmpty(labels)
    return fields.mapping
  }
}
