/// How text is dressed for whoever reads it: colours and signs beyond ASCII, or not.
package struct Style: Sendable, Equatable {
  package var colours: Bool
  package var unicode: Bool

  package init(colours: Bool, unicode: Bool) { (self.colours, self.unicode) = (colours, unicode) }

  /// What the environment asks for (`NO_COLOR`, `TERM`, the locale), for a stream that is a terminal or not.
  package init(environment: [String: String], isTerminal: Bool) {
    let refusesColours = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    colours = isTerminal && !refusesColours && environment["TERM"] != "dumb"
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    unicode = locale?.lowercased().filter { $0 != "-" }.hasSuffix("utf8") ?? false
  }

  /// The text with ASCII in the place of the signs that nodectl writes, where those would not be seen.
  package func legible(_ text: String) -> String {
    unicode ? text : text.replacing("→", with: "->").replacing("…", with: "...")
  }

  package enum Colour: Int, Sendable {
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case magenta = 35
    case cyan = 36
  }

  package func colour(_ text: String, _ colour: Colour) -> String {
    colours ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  package func bold(_ text: String) -> String { colours ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  package func dim(_ text: String) -> String { colours ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  package var done: String { colour(unicode ? "✔" : "+", .green) }
  package var failed: String { colour(unicode ? "✘" : "x", .red) }
  package var pending: String { dim(unicode ? "·" : ".") }
  package var warning: String { colour("!", .yellow) }
  package var arrow: String { unicode ? "→" : "->" }

  /// A frame of the sign that something goes on, ten of them a second.
  package func spinner(_ frame: Int) -> String {
    let frames = unicode ? ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] : ["|", "/", "-", "\\"]
    return colour(frames[frame % frames.count], .cyan)
  }
}
