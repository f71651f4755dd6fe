import YAML

/// Pieces of TOML that is written.
enum TOMLText {
  /// What a file of nodectl's begins with that was made from a part of a spec.
  static func origin(_ part: String) -> String { "# Made by nodectl from \(part).\n" }

  /// A basic string.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A text, a whole number or a truth, which is all that a spec's options are.
  static func value(_ value: Value) -> String {
    switch value {
    case .boolean(let truth): "\(truth)"
    case .integer(let number): "\(number)"
    case .string(let text): quoted(text)
    case .null, .float, .sequence, .mapping: preconditionFailure("options are read as scalars")
    }
  }
}
