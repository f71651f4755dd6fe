import NodeSpec
import YAML

/// `logging:` of a service.
package struct Logging: Sendable, Equatable {
  /// Nil for the engine's default driver.
  package let driver: String?
  package let options: KeyValues

  package init(driver: String?, options: KeyValues) {
    (self.driver, self.options) = (driver, options)
  }

  init(_ node: Node, _ diagnostics: Diagnostics) {
    var fields = MappingReader(node, diagnostics)
    driver = fields.optional("driver")?.text(diagnostics)
    options = fields.optional("options").map { KeyValues($0, diagnostics) } ?? [:]
    fields.reportUnknownKeys(allowingExtensions: true)
  }

  var rendered: Value {
    var fields = FieldWriter()
    fields["driver"] = driver.map(Value.string)
    fields["options"] = .nonEmpty(options)
    return fields.mapping
  }
}
