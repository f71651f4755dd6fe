extension String {
  /// The columns that the text takes on a terminal, escape sequences not counted.
  package var terminalWidth: Int {
    var width = 0
    var isEscape = false
    for character in unicodeScalars {
      if isEscape {
        isEscape = !(character.properties.isAlphabetic)
      } else if character == "\u{1B}" {
        isEscape = true
      } else if !character.properties.isGraphemeExtend {
        width += 1
      }
    }
    return width
  }

  /// The text with blanks behind it, up to a width.
  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - terminalWidth))
  }

  /// As much of the text as fits, escape sequences kept whole and ended.
  package func truncated(to width: Int) -> String {
    guard terminalWidth > width else { return self }
    var result = ""
    for character in self {
      let longer = result + String(character)
      if longer.terminalWidth > width { break }
      result = longer
    }
    return result + (contains("\u{1B}") ? "\u{1B}[0m" : "")
  }

  package var trimmingTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
