import FoundationEssentials

/// The outer layer of a join token: standard base64 with padding, as k0s reads it.
///
/// Line breaks may be anywhere in it, and nothing else.
enum TokenText {
  /// The bytes that the text stands for; throws what the text is taken for instead, if it is no base64.
  static func bytes(_ text: String) throws(JoinTokenError) -> [UInt8] {
    guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { throw .empty }
    if let stranger = text.unicodeScalars.firstIndex(where: { !isBase64($0) && !isLineBreak($0) }) {
      let position = text.unicodeScalars.distance(from: text.startIndex, to: stranger) + 1
      throw mistake(in: text, first: first, position: position)
    }
    let digits = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isLineBreak($0) }))
    let padding = digits.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard digits.utf8.count.isMultiple(of: 4), padding <= 2 else { throw .truncated }
    // FoundationEssentials takes padding anywhere.
    guard !digits.dropLast(padding).contains("="), let data = Data(base64Encoded: digits) else {
      throw .severalTokens
    }
    return Array(data)
  }

  /// Whether the bytes are themselves base64 of gzip data.
  static func isToken(_ bytes: [UInt8]) -> Bool {
    // What base64 makes of gzip's first three bytes.
    bytes.starts(with: "H4sI".utf8)
  }

  private static func mistake(in text: String, first: Unicode.Scalar, position: Int) -> JoinTokenError {
    if BootstrapToken(text.filter { !$0.isWhitespace }) != nil { return .bareBootstrapToken }
    if text.contains("apiVersion:") || text.contains("\"apiVersion\"") { return .plainKubeconfig }
    if text.contains("k0s ") || text.hasPrefix("$ ") { return .command }
    if "\"'`“”‘’".unicodeScalars.contains(first) { return .quoted }
    if ["=H4sI", "=\"H4sI", "='H4sI"].contains(where: text.contains) { return .assignment }
    let scalars = text.unicodeScalars
    if scalars.allSatisfy({ isBase64($0) || $0.properties.isWhitespace }) { return .blank(position: position) }
    if scalars.allSatisfy({ isBase64($0) || isLineBreak($0) || $0 == "-" || $0 == "_" }) { return .urlSafe }
    return .notBase64(position: position)
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  private static func isBase64(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9", "+", "/", "=": true
    default: false
    }
  }
}
