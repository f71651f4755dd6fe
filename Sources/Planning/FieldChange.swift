import Compose
package import YAML

/// A field of a service that is not what the container was made with.
package struct FieldChange: Sendable, Equatable {
  /// Keys from the service down, such as `healthcheck.interval`.
  package let field: String
  /// Nil where the field is new.
  package let old: Value?
  /// Nil where the field is gone.
  package let new: Value?

  package init(field: String, old: Value?, new: Value?) {
    (self.field, self.old, self.new) = (field, old, new)
  }

  /// Every field that differs between two descriptions, in the order of the new one.
  package static func between(_ old: Value, _ new: Value) -> [FieldChange] { changes(old, new, at: "") }

  private static func changes(_ old: Value?, _ new: Value?, at path: String) -> [FieldChange] {
    if old == new { return [] }
    if case .sequence(let oldItems)? = old, case .sequence(let newItems)? = new {
      return listChanges(oldItems, newItems, at: path)
    }
    guard case .mapping(let oldEntries)? = old, case .mapping(let newEntries)? = new else {
      return [FieldChange(field: path, old: old, new: new)]
    }
    let gone = oldEntries.filter { entry in !newEntries.contains { $0.key == entry.key } }
    return (newEntries + gone).flatMap { entry in
      changes(old?[entry.key], new?[entry.key], at: path.isEmpty ? entry.key : "\(path).\(entry.key)")
    }
  }
}

extension FieldChange {
  /// The items that are not in both lists, or, where only their order differs, the lists.
  private static func listChanges(_ old: [Value], _ new: [Value], at path: String) -> [FieldChange] {
    let gone = old.filter { !new.contains($0) }
    let added = new.filter { !old.contains($0) }
    if gone.isEmpty, added.isEmpty { return [FieldChange(field: path, old: .sequence(old), new: .sequence(new))] }
    return (0..<max(gone.count, added.count)).map { index in
      FieldChange(
        field: path, old: index < gone.count ? gone[index] : nil, new: index < added.count ? added[index] : nil)
    }
  }
}

extension FieldChange: CustomStringConvertible {
  package var description: String {
    switch (old, new) {
    case (nil, let new?): "\(field) added: \(Self.text(new))"
    case (let old?, nil): "\(field) removed: \(Self.text(old))"
    case (let old?, let new?): "\(field) \(Self.text(old)) → \(Self.text(new))"
    case (nil, nil): field
    }
  }

  static func text(_ value: Value) -> String {
    if case .string(let text) = value { return text }
    return value.canonicalJSON
  }
}
