import Compose
import YAML

/// Texts as unit files have to hold them for systemd to read back exactly the same.
enum UnitText {
  /// Where specifiers are expanded and nothing else: descriptions, paths.
  static func plain(_ text: String) -> String { doubling("%", in: text) }

  /// Where it becomes part of a command line, in which variables are expanded too.
  static func argument(_ text: String) -> String { doubling("$", in: plain(text)) }

  /// A word of a command line, in quotes where it needs them.
  static func word(_ text: String) -> String { quote(argument(text)) }

  /// An item of a list of paths, in quotes where it needs them.
  static func path(_ text: String) -> String { quote(plain(text)) }

  /// A list as one text, for Podman's options that take JSON.
  static func list(_ texts: [String]) -> String { Value.sequence(texts.map(Value.string)).canonicalJSON }

  /// By scalars, as systemd reads: a sign with an accent behind it is one all the same.
  private static func doubling(_ sign: Unicode.Scalar, in text: String) -> String {
    text.unicodeScalars.map { $0 == sign ? "\($0)\($0)" : "\($0)" }.joined()
  }

  private static func quote(_ text: String) -> String {
    guard text.isEmpty || !text.utf8.allSatisfy(isPlain) else { return text }
    return "\"" + text.unicodeScalars.map(escape).joined() + "\""
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_./:=,@+%".utf8.contains(byte)
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": "\\\(scalar)"
    case "\n": "\\n"
    case "\t": "\\t"
    case _ where scalar.value < 0x20: hexadecimal(UInt8(scalar.value))
    default: String(scalar)
    }
  }

  /// A byte as `\xNN`.
  static func hexadecimal(_ byte: UInt8) -> String { "\\x\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))" }
}
