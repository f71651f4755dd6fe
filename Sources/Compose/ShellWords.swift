package import NodeSpec

/// Splits a command that is written as one text into its words, as compose does: quotes and backslashes, no expansion.
package enum ShellWords {
  package static func split(_ text: String) throws(InvalidValue) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\" where quote != "'":
        if let next = rest.popFirst() { word = (word ?? "") + String(next) }
      case quote: quote = nil
      case "'" where quote == nil, "\"" where quote == nil:
        quote = character
        word = word ?? ""
      case _ where quote == nil && character.isWhitespace:
        if let finished = word.take() { words.append(finished) }
      default: word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else { throw InvalidValue("the command has a quote that is not closed") }
    return words + (word.map { [$0] } ?? [])
  }
}
