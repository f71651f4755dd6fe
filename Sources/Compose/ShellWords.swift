package import NodeSpec

/// Splits a command that is written as one text into its words, as compose does: quotes and backslashes, no expansion.
///
/// It is a row of scalars: an accent behind a quote does not hide it.
package enum ShellWords {
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
}
