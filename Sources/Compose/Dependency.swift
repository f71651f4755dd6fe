import NodeSpec
import YAML

/// What a service waits for before it starts: an entry of `depends_on:`.
package struct Dependency: Sendable, Equatable {
  package enum Condition: String, Sendable, CaseIterable {
    case started = "service_started"
    case healthy = "service_healthy"
    case completed = "service_completed_successfully"
  }

  package let service: String
  package let condition: Condition
  /// Whether this service is restarted when the other one is.
  package let restart: Bool

  package init(on service: String, _ condition: Condition, restart: Bool) {
    (self.service, self.condition, self.restart) = (service, condition, restart)
  }
}

extension Dependency {
  static func read(_ node: Node, _ diagnostics: Diagnostics) -> [Dependency] {
    guard let entries = node.mapping else {
      return node.items(diagnostics).compactMap { item in
        item.text(diagnostics).map { Dependency(on: $0, .started, restart: false) }
      }
    }
    return entries.map { entry in
      var fields = MappingReader(entry.value, diagnostics)
      let condition = fields.required("condition", hint: "service_started or service_healthy")?
        .choice(Condition.self, diagnostics)
      let restart = fields.optional("restart")?.boolean(diagnostics)
      if let required = fields.optional("required"), required.boolean(diagnostics) == false {
        diagnostics.error(required.mark, "nodectl brings up every service: a dependency cannot be optional")
      }
      fields.reportUnknownKeys(allowingExtensions: true)
      return Dependency(on: entry.key.text, condition ?? .started, restart: restart ?? false)
    }
  }

  /// Always the long form: the short one of a service in another's network namespace would lose `restart`.
  var rendered: Value {
    var fields = FieldWriter()
    fields["condition"] = .string(condition.rawValue)
    if restart { fields["restart"] = true }
    return fields.mapping
  }
}
