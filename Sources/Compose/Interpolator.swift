import NodeSpec
import YAML

/// Replaces variables in text by compose's rules: `$NAME`, `${NAME}`, `${NAME:-default}` with `-`, `:+`, `+`, `:?`, `?`,
/// all of them nested, and `$$` for a dollar.
package struct Interpolator {
  /// Names that had no value and became empty text.
  package private(set) var unset: [String] = []

  /// As compose does it text is a row of scalars: an accent behind a brace does not hide it.
  private typealias Text = Substring.UnicodeScalarView

  private let variables: Variables
  /// Whether the result is itself a text to be interpolated later: its dollars stay doubled.
  private let keepsEscapes: Bool

  /// The most bytes of a result.
  private let limit: Int

  /// How deep defaults may hold variables with defaults.
  private static let nestingLimit = 32
  /// The most bytes of all results of a file: variables that hold variables make much of little.
  static let fileLimit = 4 * Source.byteLimit

  package init(_ variables: Variables, keepingEscapes: Bool = false, limit: Int = Source.byteLimit) {
    self.variables = variables
    keepsEscapes = keepingEscapes
    self.limit = min(limit, Source.byteLimit)
  }

  /// The text with its variables replaced.
  package mutating func interpolate(_ text: String) throws(InterpolationError) -> String {
    guard text.unicodeScalars.contains("$") else { return text }
    return try interpolate(text[...].unicodeScalars, in: text, depth: 0)
  }

  private mutating func interpolate(
    _ text: Text, in whole: String, depth: Int
  ) throws(InterpolationError) -> String {
    guard depth < Self.nestingLimit else {
      throw error(at: text.startIndex, in: whole, "variables are nested more than \(Self.nestingLimit) deep")
    }
    var result = ""
    var rest = text
    while let dollar = rest.firstIndex(of: "$") {
      result.unicodeScalars += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      switch rest.first {
      case "$":
        result += keepsEscapes ? "$$" : "$"
        rest = rest.dropFirst()
      case "{":
        guard let body = Self.body(of: rest) else {
          throw error(at: dollar, in: whole, "'${' has no closing '}'", hint: "write $$ for a dollar sign")
        }
        rest = rest[body.endIndex...].dropFirst()
        result += try expand(body, at: dollar, in: whole, depth: depth)
      default:
        let name = Self.namePrefix(of: rest)
        rest = rest[name.endIndex...]
        result += name.isEmpty ? literalDollar : value(of: String(name))
      }
      guard result.utf8.count <= limit else {
        throw error(
          at: dollar, in: whole, "the variables make more text than a file may have",
          hint: "does one of them hold another over and over?")
      }
    }
    result.unicodeScalars += rest
    return result
  }

  private var literalDollar: String { keepsEscapes ? "$$" : "$" }

  private func error(
    at index: String.Index, in whole: String, _ message: String, hint: String? = nil
  ) -> InterpolationError {
    let offset = whole.unicodeScalars.distance(from: whole.startIndex, to: index)
    return InterpolationError(offset: offset, message: message, hint: hint)
  }

  /// What stands between the braces of `{...}`, braces inside counted; nil where they are not closed.
  private static func body(of text: Text) -> Text? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return text[text.index(after: text.startIndex)..<index] }
      default: break
      }
    }
    return nil
  }

  private static func namePrefix(of text: Text) -> Text {
    func isStart(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "a"..."z", "A"..."Z", "_": true
      default: false
      }
    }
    guard let first = text.first, isStart(first) else { return text.prefix(0) }
    return text.prefix { isStart($0) || ("0"..."9").contains($0) }
  }

  /// Expands what stands between braces: a name, and perhaps an operator with its text.
  private mutating func expand(
    _ body: Text, at dollar: String.Index, in whole: String, depth: Int
  ) throws(InterpolationError) -> String {
    let prefix = Self.namePrefix(of: body)
    guard !prefix.isEmpty else {
      throw error(
        at: dollar, in: whole, "'${\(Redaction.redact(String(body)))}' names no variable",
        hint: "write $$ for a dollar sign")
    }
    let name = String(prefix)
    var rest = body[prefix.endIndex...]
    if rest.isEmpty { return value(of: name) }
    let emptyCountsAsUnset = rest.first == ":"
    if emptyCountsAsUnset { rest = rest.dropFirst() }
    let operation = rest.first
    let operand = rest.dropFirst()
    let variable = variables[name]
    let isSet = variable != nil && !(emptyCountsAsUnset && variable == .text(""))
    switch operation {
    case "-" where !isSet, "+" where isSet:
      return try interpolate(operand, in: whole, depth: depth + 1)
    case "+": return ""
    case "-",
      "?" where isSet:
      return value(of: name)
    case "?":
      let reason = try interpolate(operand, in: whole, depth: depth + 1)
      throw error(
        at: dollar, in: whole,
        "the variable \(name) is required but has no value" + (reason.isEmpty ? "" : ": \(reason)"),
        hint: "set it in the environment or in the .env file beside the spec")
    default:
      throw error(
        at: dollar, in: whole, "'${\(name)' is followed by what is no operator",
        hint: "compose knows ${NAME}, ${NAME:-default}, ${NAME:+other} and ${NAME:?message}")
    }
  }

  private mutating func value(of name: String) -> String {
    switch variables[name] {
    case .text(let text): return keepsEscapes ? Self.escape(text) : text
    case .deferred(let reference): return reference
    case nil:
      if !unset.contains(name) { unset.append(name) }
      return ""
    }
  }

  /// The text that interpolation turns into this text.
  package static func escape(_ text: String) -> String {
    guard text.unicodeScalars.contains("$") else { return text }
    let parts = text.unicodeScalars.split(separator: "$", omittingEmptySubsequences: false)
    return parts.map(String.init).joined(separator: "$$")
  }
}
