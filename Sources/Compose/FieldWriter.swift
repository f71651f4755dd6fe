import YAML

/// Builds a mapping, leaving out what is nil.
struct FieldWriter {
  private var entries: [Value.Entry] = []

  var mapping: Value { .mapping(entries) }
  var isEmpty: Bool { entries.isEmpty }

  subscript(key: String) -> Value? {
    get { mapping[key] }
    set {
      if let newValue { entries.append(Value.Entry(key, newValue)) }
    }
  }
}

extension Value {
  static func strings(_ texts: [String]) -> Value { .sequence(texts.map(Value.string)) }

  /// The list, or nil where it is empty: absent and empty are the same to compose.
  static func nonEmpty(_ items: [Value]) -> Value? { items.isEmpty ? nil : .sequence(items) }

  static func nonEmpty(strings: [String]) -> Value? { nonEmpty(strings.map(Value.string)) }

  static func nonEmpty(_ pairs: KeyValues) -> Value? {
    pairs.isEmpty ? nil : .mapping(pairs.map { Entry($0.key, $0.value.map(Value.string) ?? .null) })
  }
}
