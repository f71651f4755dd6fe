import YAML

extension Value {
  /// The entries of a mapping; none for anything else.
  var entries: [Entry] {
    if case .mapping(let entries) = self { entries } else { [] }
  }

  /// The same data with every occurrence of each text replaced.
  func replacing(_ texts: [(text: String, shown: String)]) -> Value {
    switch self {
    case .string(let text): .string(texts.reduce(text) { $0.replacing($1.text, with: $1.shown) })
    case .sequence(let items): .sequence(items.map { $0.replacing(texts) })
    case .mapping(let entries): .mapping(entries.map { Entry($0.key, $0.value.replacing(texts)) })
    case .null, .boolean, .integer, .float: self
    }
  }
}
