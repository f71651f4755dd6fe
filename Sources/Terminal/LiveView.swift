/// Lines of a terminal that are drawn again and again in their place.
///
/// A value that only makes text: whoever writes it, writes all of it at once.
package struct LiveView: Sendable {
  /// Lines on the screen that belong to this view.
  private var drawn = 0

  package init() {}

  /// The text that puts these lines in the place of the last ones; each is cut to the terminal's width.
  ///
  /// Where there are more lines than fit, only the last are shown: what has scrolled off cannot be drawn again.
  package mutating func draw(_ lines: [String], columns: Int, rows: Int) -> String {
    let shown = lines.suffix(max(1, rows - 1)).map { $0.truncated(to: columns) }
    let text = erase() + shown.map { $0 + "\n" }.joined()
    drawn = shown.count
    return text
  }

  /// The text that takes the lines away, for something else to be written where they were.
  package mutating func erase() -> String {
    defer { drawn = 0 }
    return drawn == 0 ? "" : "\u{1B}[\(drawn)A\u{1B}[J"
  }
}
