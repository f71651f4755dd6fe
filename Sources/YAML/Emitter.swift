/// Writes data as YAML text, block style, keys in their order.
///
/// Text that any YAML 1.1 or 1.2 reader could take for something else is quoted.
package enum Emitter {
  package static func text(_ value: Value) -> String {
    let writer = EventWriter()
    writer.write(document: value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Whether every reader takes the unquoted text for this text.
  ///
  /// YAML 1.1 readers, podman-compose's among them, see booleans in `on` and `no`, and base-60 numbers in `22:22`.
  static func isSafePlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.unicodeScalars.allSatisfy(isSafe) else { return false }
    guard first.properties.isAlphabetic || first == "/" || first == "_" || text.hasPrefix("./") else { return false }
    let readAsOther: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    return !readAsOther.contains(text.lowercased()) && !text.hasSuffix(":") && !text.contains(": ")
      && !text.hasSuffix(" ")
  }

  private static func isSafe(_ character: Unicode.Scalar) -> Bool {
    character.properties.isAlphabetic || ("0"..."9").contains(character)
      || " ._-/:=@+$%^()".unicodeScalars.contains(character)
  }
}
