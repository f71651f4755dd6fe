import NodeSpec
import YAML

/// The state of reading one `.env` file.
struct DotEnvParser {
  /// As compose does it a file is a row of scalars: an accent behind a quote does not hide it.
  private typealias Text = Substring.UnicodeScalarView

  private let source: Source
  private let environment: [String: String]
  private var rest: Text
  private(set) var values: [String: String] = [:]
  /// How many bytes all values together may still take.
  private var room = Interpolator.fileLimit

  init(_ source: Source, environment: [String: String]) {
    self.source = source
    self.environment = environment
    let text = source.text[...].unicodeScalars
    rest = text.first == "\u{FEFF}" ? text.dropFirst() : text
  }

  mutating func parse() throws(YAMLError) -> [String: String] {
    while skipToStatement() {
      let key = try readKey()
      switch rest.first {
      case "=", ":":
        rest = rest.dropFirst().drop(while: Self.isBlank)
        let value = try readValue()
        if key.unicodeScalars.first.map(Self.isNumber) != true { values[key] = environment[key] ?? value }
      default:  // a name alone
        if let inherited = environment[key] { values[key] = inherited }
      }
    }
    return values
  }

  /// Goes to the next line that says something.
  private mutating func skipToStatement() -> Bool {
    rest = rest.drop(while: Self.isSpace)
    while rest.first == "#" {
      rest = rest.drop { !Self.isNewline($0) }.drop(while: Self.isSpace)
    }
    return !rest.isEmpty
  }

  private mutating func readKey() throws(YAMLError) -> String {
    let export = "export".unicodeScalars
    if rest.starts(with: export) {
      let behind = rest.dropFirst(export.count)
      let name = behind.drop(while: Self.isBlank)
      if name.startIndex != behind.startIndex, name.first != "=" { rest = name }
    }
    let key = rest.prefix { Self.isLetter($0) || Self.isNumber($0) || "_.-[]".unicodeScalars.contains($0) }
    guard !key.isEmpty else { throw error(at: rest, "expected the name of a variable here") }
    let end = rest[key.endIndex...]
    rest = end.drop(while: Self.isBlank)
    if let next = rest.first, next != "=", next != ":", !Self.isNewline(next) {
      let wrong = end.startIndex == rest.startIndex ? "'\(next)'" : "a space"
      throw error(at: end, "a variable's name cannot contain \(wrong)")
    }
    return String(key)
  }

  private mutating func readValue() throws(YAMLError) -> String {
    let start = rest
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let line = rest.prefix { !Self.isNewline($0) }
      rest = rest[line.endIndex...]
      return try expand(String(Self.withoutComment(line)), at: start)
    }
    rest = rest.dropFirst()
    var value = ""
    while let scalar = rest.first, scalar != quote {
      rest = rest.dropFirst()
      if scalar == "\\", let next = rest.first {
        rest = rest.dropFirst()
        value += quote == "'" ? (next == "'" ? "'" : "\\\(next)") : unescape(next)
      } else {
        value.unicodeScalars.append(scalar)
      }
    }
    guard !rest.isEmpty else { throw error(at: start, "the quoted value is not terminated") }
    rest = rest.dropFirst()
    return quote == "'" ? value : try expand(value, at: start)
  }

  private mutating func unescape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "a": return "\u{7}"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "\\", "\"": return String(scalar)
    case "$": return "$$"  // interpolation makes it one dollar
    case "0":
      // Compose takes the zero away before it finds that these are not three octal digits.
      let digits = rest.prefix(3).prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      guard digits.count == 3, let code = UInt8(String(digits), radix: 8) else { return "\\\(String(digits))" }
      return String(Unicode.Scalar(code))
    default: return "\\\(scalar)"
    }
  }

  private mutating func expand(_ value: String, at start: Text) throws(YAMLError) -> String {
    let variables = Variables(texts: environment).falling(backTo: Variables(texts: values))
    var interpolator = Interpolator(variables, limit: room)
    do throws(InterpolationError) {
      let text = try interpolator.interpolate(value)
      room -= text.utf8.count
      return text
    } catch {
      throw self.error(at: start, error.message, hint: error.hint)
    }
  }

  /// An unquoted value ends at a `#` behind a space, which no other white space is; one that begins with it has no comment.
  private static func withoutComment(_ line: Text) -> Text {
    let comment = zip(line.indices, line.indices.dropFirst()).first { line[$0] == " " && line[$1] == "#" }
    var value = line[..<(comment?.0 ?? line.endIndex)]
    while value.last.map(isSpace) == true { value.removeLast() }
    return value
  }

  private static func isNewline(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { isSpace(scalar) && !isNewline(scalar) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  private func error(at place: Text, _ message: String, hint: String? = nil) -> YAMLError {
    let offset = source.text.utf8.distance(from: source.text.startIndex, to: place.startIndex)
    return YAMLError(mark: source.mark(utf8Offset: offset), message: message, hint: hint)
  }
}
