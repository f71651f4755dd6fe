/// HTTP header fields in their order; names are found whatever their case.
package struct Headers: Sendable {
  package private(set) var fields: [(name: String, value: String)] = []

  package init() {}

  /// The value of the first field of that name; setting it replaces all of that name.
  package subscript(name: String) -> String? {
    get { fields.first { Self.same($0.name, name) }?.value }
    set {
      fields.removeAll { Self.same($0.name, name) }
      if let newValue { fields.append((name, newValue)) }
    }
  }

  mutating func append(_ name: String, _ value: String) { fields.append((name, value)) }

  private static func same(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }
}

extension Headers: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}
