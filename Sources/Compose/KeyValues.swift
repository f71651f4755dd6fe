package import NodeSpec
package import YAML

/// `environment:`, `labels:` and their like: a mapping, or a list of `KEY=value`, in the order of the file.
package struct KeyValues: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  package struct Pair: Sendable, Equatable {
    package let key: String
    /// Nil for a key without `=`: in an environment, whatever nodectl's own has.
    package let value: String?
  }

  private var pairs: [Pair] = []

  package init() {}

  package init(dictionaryLiteral pairs: (String, String)...) {
    for (key, value) in pairs { self[key] = value }
  }

  package subscript(key: String) -> String? {
    get { pairs.first { $0.key == key }?.value }
    set { set(key, newValue) }
  }

  /// As engines take them, a key without a value with an empty one.
  package var texts: [String: String] { reduce(into: [:]) { $0[$1.key] = $1.value ?? "" } }

  package mutating func remove(_ key: String) { pairs.removeAll { $0.key == key } }

  private mutating func set(_ key: String, _ value: String?) {
    let pair = Pair(key: key, value: value)
    if let index = pairs.firstIndex(where: { $0.key == key }) { pairs[index] = pair } else { pairs.append(pair) }
  }
}

extension KeyValues: RandomAccessCollection {
  package var startIndex: Int { pairs.startIndex }
  package var endIndex: Int { pairs.endIndex }
  package subscript(index: Int) -> Pair { pairs[index] }
}

extension KeyValues {
  /// Reads either form, a list's items split at the first of the separators.
  ///
  /// With a hint, of what to write, a key without a value is an error.
  package init(
    _ node: Node, separators: [Unicode.Scalar] = ["="], requiringValues hint: String? = nil, _ diagnostics: Diagnostics
  ) {
    for entry in node.mapping ?? [] {
      set(entry.key.text, entry.value.isNull ? nil : entry.value.text(diagnostics))
      if entry.value.isNull { Self.report(entry.key.text, at: entry.keyMark, hint, diagnostics) }
    }
    guard node.mapping == nil else { return }
    for item in node.items(diagnostics) {
      guard let text = item.text(diagnostics) else { continue }
      // By scalars: a separator with an accent behind it is one all the same.
      let halves = text.unicodeScalars.split(
        maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: separators.contains)
      set(String(halves[0]), halves.count == 2 ? String(halves[1]) : nil)
      if halves.count < 2 { Self.report(text, at: item.mark, hint, diagnostics) }
    }
  }

  private static func report(_ key: String, at mark: Mark, _ hint: String?, _ diagnostics: Diagnostics) {
    guard let hint else { return }
    diagnostics.error(mark, "\(Redaction.quote(key)) has no value", hint: hint)
  }
}
