/// A text as it stands in a YAML document, and what it means there.
package struct Scalar: Sendable, Equatable {
  package enum Style: Sendable {
    case plain
    case quoted
    /// A block scalar: `|` or `>`.
    case block
  }

  package var text: String
  package let style: Style
  /// The core type, such as `str` or `int`, where the document says so with `!!str`.
  package let coreTag: String?

  package init(_ text: String, style: Style = .plain, coreTag: String? = nil) {
    self.text = text
    self.style = style
    self.coreTag = coreTag
  }

  /// What the text means, resolved as compose's YAML reader does.
  ///
  /// That is YAML 1.2's core schema with the octal and underscore forms of 1.1 kept, and none of its `yes` and `on`.
  package var value: Value {
    if let coreTag { return coreTag == "str" ? .string(text) : resolved }
    return style == .plain ? resolved : .string(text)
  }

  private var resolved: Value {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .boolean(true)
    case "false", "False", "FALSE": .boolean(false)
    default: Self.integer(text).map(Value.integer) ?? Self.float(text).map(Value.float) ?? .string(text)
    }
  }

  private static func integer(_ text: String) -> Int? {
    var digits = text[...]
    let sign = digits.first == "-" ? "-" : ""
    if let first = digits.first, first == "-" || first == "+" { digits = digits.dropFirst() }
    guard let first = digits.first, first.isASCII, first.isNumber else { return nil }
    let radixes: [(prefix: String, radix: Int)] = [("0x", 16), ("0o", 8), ("0b", 2), ("0", 8)]
    let (prefix, radix) = radixes.first { digits.hasPrefix($0.prefix) && digits.count > $0.prefix.count } ?? ("", 10)
    let number = digits.dropFirst(prefix.count).filter { $0 != "_" }
    guard number.first != "-", number.first != "+" else { return nil }
    return Int(sign + number, radix: radix)
  }

  private static func float(_ text: String) -> Double? {
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .infinity
    case "-.inf", "-.Inf", "-.INF": -.infinity
    case ".nan", ".NaN", ".NAN": .nan
    default:
      if text.contains(where: \.isNumber), text.allSatisfy({ "+-.0123456789eE".contains($0) }) {
        Double(text)
      } else {
        nil
      }
    }
  }
}
