import YAML

extension Value {
  /// The entries of a mapping; none for anything else.
  var entries: [Entry] {
    if case .mapping(let entries) = self { entries } else { [] }
  }

  /// The same data with every occurrence of each text replaced.
  func replacing(_ texts: [(text: String, shown: String)]) -> Value {
    // Most are shorter than any secret, and are not searched.
    mapTexts { texts.reduce($0) { $0.utf8.count < $1.text.utf8.count ? $0 : $0.replacing($1.text, with: $1.shown) } }
  }
}
