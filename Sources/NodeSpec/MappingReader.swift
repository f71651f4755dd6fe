package import YAML

/// Reads a mapping key by key, and reports the keys that nobody asked for.
package struct MappingReader {
  package let node: Node
  package let diagnostics: Diagnostics
  private let entries: [Node.Entry]
  private var known: [String] = []
  /// What was asked for as required, and is not there.
  private var missing: [(key: String, mark: Mark, hint: String)] = []

  /// Reports, and reads as empty, what is no mapping; an absent value is an empty mapping.
  package init(_ node: Node, _ diagnostics: Diagnostics) {
    self.node = node
    self.diagnostics = diagnostics
    entries = node.entries(diagnostics)
  }

  /// The value under a key; nil where it is absent or null.
  package mutating func optional(_ key: String) -> Node? {
    known.append(key)
    guard let value = entries.first(where: { $0.key.text == key })?.value, !value.isNull else { return nil }
    return value
  }

  /// The value under a key that must be there; whether it is misspelt shows when all keys have been asked for.
  package mutating func required(_ key: String, hint: String) -> Node? {
    if let value = optional(key) { return value }
    missing.append((key, entries.first { $0.key.text == key }?.keyMark ?? node.mark, hint))
    return nil
  }

  /// Whether a key that was not asked for was probably meant to be this one, which was.
  package func misspells(_ key: String) -> Bool { unknown(allowingExtensions: false).contains { isMeant(key, by: $0) } }

  /// Reports every key that was not asked for, but for those that compose leaves to its users (`x-...`), and those that
  /// must be there and are not.
  ///
  /// A key that must be there and is misspelt is reported once, as the one that was written.
  package func reportUnknownKeys(allowingExtensions: Bool = false) {
    let unknown = unknown(allowingExtensions: allowingExtensions)
    for (key, mark, hint) in missing where !unknown.contains(where: { isMeant(key, by: $0) }) {
      diagnostics.error(mark, "'\(key)' is missing", hint: hint)
    }
    for entry in unknown {
      diagnostics.error(
        // What was to be a value may stand in a key's place: `{TOKEN}`.
        entry.keyMark, "unknown key \(Redaction.quote(Redaction.redactOutput(entry.key.text)))",
        hint: Suggestion.sentence(for: entry.key.text, among: known) ?? "known here: \(known.joined(separator: ", "))")
    }
  }

  private func unknown(allowingExtensions: Bool) -> [Node.Entry] {
    entries.filter { !known.contains($0.key.text) && !(allowingExtensions && $0.key.text.hasPrefix("x-")) }
  }

  private func isMeant(_ key: String, by entry: Node.Entry) -> Bool {
    Suggestion.nearest(to: entry.key.text, among: known) == key
  }
}
