package import YAML

/// The parser tells places of errors only: where something that it took stands, its text is searched for.
extension TOMLDocument {
  /// Where a key is first written, for a message about it; of one that is nowhere, where it would be.
  ///
  /// `path` is from the top of the document on.
  package func mark(of path: [String]) -> Mark {
    var table: [String] = []
    var inline: Mark?
    let lines = source.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let key = WrittenKey(Substring(line)) else { continue }
      if key.isHeader { table = [] }
      let full = table + key.parts.map(\.text)
      if key.isHeader { table = full }
      let position = path.count - (full.count - key.parts.count) - 1
      func mark(_ column: Int) -> Mark { source.mark(line: index + 1, column: column) }
      if full.starts(with: path), key.parts.indices.contains(position) { return mark(key.parts[position].column) }
      if inline == nil, !key.isHeader, path.count > full.count, path.starts(with: full), let last = path.last,
        let column = key.column(of: last)
      {
        inline = mark(column)
      }
    }
    return inline ?? (path.count > 1 ? mark(of: path.dropLast()) : Mark(source: source, line: 1, column: 1))
  }
}
