/// The key that a line of TOML begins with: `a."b.c" = ...`, or of a table, `[a."b.c"]`.
struct WrittenKey {
  struct Part {
    let text: String
    /// Where it begins, behind the quote that it may have; the first column is 1.
    let column: Int
  }

  let parts: [Part]
  let isHeader: Bool
  private let line: [Unicode.Scalar]
  private let end: Int

  /// Nil where a line has none, as a comment or the middle of a list.
  init?(_ text: some StringProtocol) {
    let line = Array(text.unicodeScalars)
    var index = 0
    Self.skipBlanks(of: line, at: &index)
    let start = index
    while index < line.count, line[index] == "[", index < start + 2 { index += 1 }
    let isHeader = index > start
    var parts: [Part] = []
    repeat {
      if !parts.isEmpty { index += 1 }
      Self.skipBlanks(of: line, at: &index)
      guard let part = Self.part(of: line, at: &index) else { return nil }
      parts.append(part)
      Self.skipBlanks(of: line, at: &index)
    } while index < line.count && line[index] == "."
    guard index < line.count, line[index] == (isHeader ? "]" : "=") else { return nil }
    (self.parts, self.isHeader, self.line, end) = (parts, isHeader, line, index)
  }

  private static func skipBlanks(of line: [Unicode.Scalar], at index: inout Int) {
    while index < line.count, line[index] == " " || line[index] == "\t" { index += 1 }
  }

  /// Where a key stands in an inline table behind this one.
  func column(of key: String) -> Int? {
    let wanted = Array(key.unicodeScalars)
    let last = line.count - wanted.count
    guard !wanted.isEmpty, end < last else { return nil }
    return (end..<last).first { line[$0..<$0 + wanted.count].elementsEqual(wanted) }.map { $0 + 1 }
  }

  private static func part(of line: [Unicode.Scalar], at index: inout Int) -> Part? {
    guard index < line.count else { return nil }
    let quote: Unicode.Scalar? = line[index] == "\"" || line[index] == "'" ? line[index] : nil
    if quote != nil { index += 1 }
    let start = index
    while index < line.count, quote.map({ line[index] != $0 }) ?? isBare(line[index]) { index += 1 }
    guard quote != nil || index > start, quote == nil || index < line.count else { return nil }
    var text = ""
    text.unicodeScalars.append(contentsOf: line[start..<index])
    if quote != nil { index += 1 }
    return Part(text: text, column: start + 1)
  }

  private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
}
