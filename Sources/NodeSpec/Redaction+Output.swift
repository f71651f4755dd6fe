extension Redaction {
  /// Hides what may be a secret in a line that a program has printed, or in a text that an engine tells.
  ///
  /// That is: passwords in URLs, the secret half of a bootstrap token, and long runs as in ``redact(_:)``, but for ids and
  /// digests (64 hex digits), paths and the names of images, without which no fault is found.
  package static func redactOutput(_ line: String) -> String {
    guard mayConceal(line.utf8) else { return line }
    var line = line
    if line.contains("://") { line.replace(/:\/\/[^\/\s@]+@/, with: "://***@") }
    return hideLongRuns(hideBootstrapTokens(line)) { isDigest($0) || isPath($0) }
  }

  /// Hides the secret halves of bootstrap tokens.
  static func hideBootstrapTokens(_ line: String) -> String {
    guard line.contains(".") else { return line }
    // Not by `\b`: to Unicode a colon between letters is within a word, and an underscore always is.
    let token = /(^|[^a-z0-9])([a-z0-9]{6})\.[a-z0-9]{16}(?![a-z0-9])/.matchingSemantics(.unicodeScalar)
    return line.replacing(token) { "\($0.1)\($0.2).****************" }
  }

  /// Whether ``redactOutput(_:)`` may have anything to hide in a line, told quickly: all that it hides has a run of 16
  /// such characters, or is in a URL.
  package static func mayConceal(_ line: some Sequence<UInt8>) -> Bool {
    var run = 0
    var slashes = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "/"): (run, slashes) = (run + 1, slashes == 0 ? 0 : slashes + 1)
      case UInt8(ascii: ":"): (run, slashes) = (0, 1)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "="):
        (run, slashes) = (run + 1, 0)
      default: (run, slashes) = (0, 0)
      }
      if run >= 16 || slashes == 3 { return true }
    }
    return false
  }

  /// Whether a line is a variable of an environment, whose name tells whether it is a secret: see ``redact(_:)``.
  package static func isAssignment(_ line: String) -> Bool {
    line.prefixMatch(of: /[A-Za-z_][A-Za-z0-9_]*=/) != nil
  }

  private static func isDigest(_ run: Substring) -> Bool {
    run.utf8.count == 64 && run.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }

  /// Base64 begins with a slash once in 64 times, and has then a component that is long.
  ///
  /// What another sign cuts off from its beginning, and an image's name, have small letters alone, as base64 of that length
  /// never has.
  private static func isPath(_ run: Substring) -> Bool {
    guard run.first == "/" || (run.contains("/") && !run.contains(where: \.isUppercase)) else { return false }
    return run.split(separator: "/").allSatisfy { $0.utf8.count < suspiciousRun || isDigest($0) }
  }
}
