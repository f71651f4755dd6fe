import NodeSpec
import YAML

/// The state of reading one `.env` file.
struct DotEnvParser {
  private let source: Source
  private let environment: [String: String]
  private var rest: Substring
  private(set) var values: [String: String] = [:]

  init(_ source: Source, environment: [String: String]) {
    self.source = source
    self.environment = environment
    rest = source.text.hasPrefix("\u{FEFF}") ? source.text.dropFirst() : source.text[...]
  }

  mutating func parse() throws(YAMLError) -> [String: String] {
    while skipToStatement() {
      let key = try readKey()
      switch rest.first {
      case "=", ":":
        rest = rest.dropFirst().drop(while: Self.isBlank)
        let value = try readValue()
        if key.first?.isNumber != true { values[key] = environment[key] ?? value }
      default:  // a name alone
        if let inherited = environment[key] { values[key] = inherited }
      }
    }
    return values
  }

  /// Goes to the next line that says something.
  private mutating func skipToStatement() -> Bool {
    rest = rest.drop(while: \.isWhitespace)
    while rest.first == "#" {
      rest = rest.drop { !$0.isNewline }.drop(while: \.isWhitespace)
    }
    return !rest.isEmpty
  }

  private mutating func readKey() throws(YAMLError) -> String {
    if rest.hasPrefix("export "), !rest.dropFirst(7).drop(while: Self.isBlank).hasPrefix("=") {
      rest = rest.dropFirst(7).drop(while: Self.isBlank)
    }
    let key = rest.prefix { $0.isLetter || $0.isNumber || "_.-[]".contains($0) }
    guard !key.isEmpty else { throw error(at: rest, "expected the name of a variable here") }
    let end = rest[key.endIndex...]
    rest = end.drop(while: Self.isBlank)
    if let next = rest.first, next != "=", next != ":", !next.isNewline {
      let wrong = end.startIndex == rest.startIndex ? "'\(next)'" : "a space"
      throw error(at: end, "a variable's name cannot contain \(wrong)")
    }
    return String(key)
  }

  private mutating func readValue() throws(YAMLError) -> String {
    let start = rest
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let line = rest.prefix { !$0.isNewline }
      rest = rest[line.endIndex...]
      return try expand(String(Self.withoutComment(line)), at: start)
    }
    rest = rest.dropFirst()
    var value = ""
    while let character = rest.first, character != quote {
      rest = rest.dropFirst()
      if character == "\\", let next = rest.first {
        rest = rest.dropFirst()
        value += quote == "'" ? (next == "'" ? "'" : "\\\(next)") : unescape(next)
      } else {
        value.append(character)
      }
    }
    guard !rest.isEmpty else { throw error(at: start, "the quoted value is not terminated") }
    rest = rest.dropFirst()
    return quote == "'" ? value : try expand(value, at: start)
  }

  private mutating func unescape(_ character: Character) -> String {
    switch character {
    case "a": return "\u{7}"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "\\", "\"": return String(character)
    case "$": return "$$"  // interpolation makes it one dollar
    case "0":
      let digits = rest.prefix(3).prefix { ("0"..."7").contains($0) }
      guard let code = UInt32(digits, radix: 8), let scalar = Unicode.Scalar(code) else { return "\\0" }
      rest = rest.dropFirst(digits.count)
      return String(Character(scalar))
    default: return "\\\(character)"
    }
  }

  private func expand(_ value: String, at start: Substring) throws(YAMLError) -> String {
    var interpolator = Interpolator(Variables(texts: environment).falling(backTo: Variables(texts: values)))
    do throws(InterpolationError) {
      return try interpolator.interpolate(value)
    } catch {
      throw self.error(at: start, error.message, hint: error.hint)
    }
  }

  /// An unquoted value ends at a `#` after white space.
  private static func withoutComment(_ line: Substring) -> Substring {
    var value = line
    for index in line.indices where line[index] == "#" {
      if index == line.startIndex || line[line.index(before: index)].isWhitespace {
        value = line[..<index]
        break
      }
    }
    while value.last?.isWhitespace == true { value.removeLast() }
    return value
  }

  private static func isBlank(_ character: Character) -> Bool {
    character.isWhitespace && !character.isNewline
  }

  private func error(at place: Substring, _ message: String, hint: String? = nil) -> YAMLError {
    let offset = source.text.utf8.distance(from: source.text.startIndex, to: place.startIndex)
    return YAMLError(mark: source.mark(utf8Offset: offset), message: message, hint: hint)
  }
}
