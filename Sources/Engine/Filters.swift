import FoundationEssentials

/// Filters of lists and events: of each kind, any of its values must match.
package struct Filters: Sendable, ExpressibleByDictionaryLiteral {
  private var values: [String: [String]]

  package init(dictionaryLiteral elements: (String, [String])...) {
    values = Dictionary(elements) { $0 + $1 }
  }

  /// Objects that carry all of the labels, each `key` or `key=value`.
  package static func labels(_ labels: String...) -> Filters { ["label": labels] }

  /// The query that carries them.
  var query: [(name: String, value: String)] {
    get throws { values.isEmpty ? [] : [("filters", String(decoding: try JSON.encode(values), as: UTF8.self))] }
  }
}
