package import NodeSpec

/// The words of a shell's line, which is a row of scalars: an accent behind a quote does not hide it.
package enum ShellWords {
  /// Splits a command that is written as one text, as compose does: quotes and backslashes, no expansion.
  package static func split(_ text: String) throws(InvalidValue) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Unicode.Scalar?
    var rest = text[...].unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\" where quote != "'":
        if let next = rest.popFirst() { word = (word ?? "") + String(next) }
      case quote: quote = nil
      case "'" where quote == nil, "\"" where quote == nil:
        quote = scalar
        word = word ?? ""
      case _ where quote == nil && scalar.properties.isWhitespace:
        if let finished = word.take() { words.append(finished) }
      default: word = (word ?? "") + String(scalar)
      }
    }
    guard quote == nil else { throw InvalidValue("the command has a quote that is not closed") }
    return words + (word.map { [$0] } ?? [])
  }

  /// A text as one word of a shell's line.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789/._-=".unicodeScalars.contains($0)
    }
    if isPlain, !text.isEmpty { return text }
    let parts = text.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.map(String.init).joined(separator: "'\\''") + "'"
  }
}
