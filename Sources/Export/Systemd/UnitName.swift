/// Names of units that systemd derives from paths.
package enum UnitName {
  /// A path as part of a unit's name, as `systemd-escape --path` has it.
  ///
  /// The path is absolute and normalised: a mount unit must have exactly the name of its directory.
  package static func escaping(path: String) -> String {
    let parts = path.split(separator: "/")
    guard !parts.isEmpty else { return "-" }
    return parts.joined(separator: "/").utf8.enumerated().map { index, byte in
      switch byte {
      case UInt8(ascii: "/"): "-"
      case UInt8(ascii: ".") where index == 0: UnitText.hexadecimal(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "."):
        String(Unicode.Scalar(byte))
      default: UnitText.hexadecimal(byte)
      }
    }.joined()
  }
}
