package import YAML

/// Reads a mapping key by key, and reports the keys that nobody asked for.
package struct MappingReader {
  package let node: Node
  package let diagnostics: Diagnostics
  private let entries: [Node.Entry]
  private var known: [String] = []

  /// Reports, and reads as empty, what is no mapping; an absent value is an empty mapping.
  package init(_ node: Node, _ diagnostics: Diagnostics) {
    self.node = node
    self.diagnostics = diagnostics
    entries = node.mapping ?? []
    if node.mapping == nil, !node.isNull {
      diagnostics.error(node.mark, "expected a mapping here, not \(node.kind)")
    }
  }

  /// The value under a key; nil where it is absent or null.
  package mutating func optional(_ key: String) -> Node? {
    known.append(key)
    guard let value = entries.first(where: { $0.key.text == key })?.value, !value.isNull else { return nil }
    return value
  }

  /// The value under a key that must be there.
  package mutating func required(_ key: String, hint: String) -> Node? {
    if let value = optional(key) { return value }
    let mark = entries.first { $0.key.text == key }?.keyMark ?? node.mark
    diagnostics.error(mark, "'\(key)' is missing", hint: hint)
    return nil
  }

  /// Reports every key that was not asked for, but for those that compose leaves to its users (`x-...`).
  package func reportUnknownKeys(allowingExtensions: Bool = false) {
    for entry in entries where !known.contains(entry.key.text) {
      if allowingExtensions, entry.key.text.hasPrefix("x-") { continue }
      diagnostics.error(
        entry.keyMark, "unknown key '\(entry.key.text)'",
        hint: Suggestion.sentence(for: entry.key.text, among: known) ?? "known here: \(known.joined(separator: ", "))")
    }
  }
}
