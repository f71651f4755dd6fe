import YAML

/// The parser takes a text up to its first NUL, and builds a level for each part of a key, to end on the stack.
extension TOMLDocument {
  /// How deep tables and lists may be nested; the parser itself allows 256 brackets.
  static let depthLimit = 100
  private static let partsLimit = 32

  /// Refuses what the parser does not stand.
  static func checkLimits(of source: Source) throws(TOMLError) {
    func refuse(_ offset: Int, _ message: String) -> TOMLError {
      TOMLError(mark: source.mark(utf8Offset: offset), message: message)
    }
    var parts = 1
    var quote: UInt8?
    var isEscaped = false
    for (offset, byte) in source.text.utf8.enumerated() {
      switch byte {
      case 0: throw refuse(offset, "there is a NUL character here")
      case UInt8(ascii: "\n"): (parts, quote) = (1, nil)
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = quote == UInt8(ascii: "\"")
      case _ where byte == quote: quote = nil
      case _ where quote != nil: break
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "."):
        parts += 1
        guard parts <= partsLimit else { throw refuse(offset, "this key has more than \(partsLimit) parts") }
      case _ where ",=[]{}#".utf8.contains(byte): parts = 1
      default: break
      }
    }
  }
}
