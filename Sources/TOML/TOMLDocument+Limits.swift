import YAML

/// What the parser does not stand.
///
/// It takes a text up to its first NUL, builds a level for each part of a key, to end on the stack, and ends the process
/// where a table's brackets begin with what is no key, the time of a date with what is no digit, or a list's `[` meets a `}`.
extension TOMLDocument {
  /// How deep tables and lists may be nested; the parser itself allows 256 brackets.
  static let depthLimit = 100
  private static let partsLimit = 32

  static func checkLimits(of source: Source) throws(TOMLError) {
    let bytes = Array(source.text.utf8)
    func refuse(_ offset: Int, _ message: String) -> TOMLError {
      TOMLError(mark: source.mark(utf8Offset: offset), message: message)
    }
    if let offset = bytes.firstIndex(of: 0) { throw refuse(offset, "there is a NUL character here") }
    var (index, parts, isAtStart) = (0, 1, true)
    var open: [UInt8] = []
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "#"):
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index = end(ofStringAt: index, in: bytes)
        isAtStart = false
        continue
      case UInt8(ascii: "\n"):
        parts = 1
        if open.isEmpty { isAtStart = true }
      case UInt8(ascii: "[") where isAtStart:
        let name = start(ofNameInHeaderAt: index, in: bytes)
        guard name.map({ isOfHeader(bytes[$0]) }) ?? true else {
          throw refuse(name ?? index, "a table's name begins with a letter, a digit, '_', '-' or a quote")
        }
        isAtStart = false
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(bytes[index])
        (parts, isAtStart) = (1, false)
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        // Each is the second scalar after the one that opens it.
        if let last = open.popLast(), last + 2 != bytes[index] {
          throw refuse(index, "this does not close what is open here, '\(Character(Unicode.Scalar(last)))'")
        }
        parts = 1
      case UInt8(ascii: ","), UInt8(ascii: "="): (parts, isAtStart) = (1, false)
      case UInt8(ascii: "."):
        parts += 1
        guard parts <= partsLimit else { throw refuse(index, "this key has more than \(partsLimit) parts") }
      case UInt8(ascii: "T"), UInt8(ascii: "t"):
        if endsDate(bytes[..<index]), let next = bytes[(index + 1)...].first, !isDigit(next) {
          throw refuse(index + 1, "a date is followed by a time here, which begins with a digit")
        }
        isAtStart = false
      case let byte where !isBlank(byte) && byte < 0x80: isAtStart = false
      default: break
      }
      index += 1
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Whether the last bytes are a date, as in `1979-05-27`.
  private static func endsDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let form = "0000-00-00".utf8
    return bytes.count >= form.count
      && zip(bytes.suffix(form.count), form).allSatisfy { $1 == UInt8(ascii: "-") ? $0 == $1 : isDigit($0) }
  }

  private static func isOfHeader(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    // An empty header is the parser's to refuse.
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "\"", "'", "]": true
    default: false
    }
  }

  /// Behind the bracket, or brackets; nil at the text's end.
  private static func start(ofNameInHeaderAt index: Int, in bytes: [UInt8]) -> Int? {
    let first = bytes[(index + 1)...].firstIndex { !isBlank($0) }
    guard let first, bytes[first] == UInt8(ascii: "["), first == index + 1 else { return first }
    return bytes[(first + 1)...].firstIndex { !isBlank($0) }
  }

  /// The index behind a string, which three quotes begin and end, or one does and the line ends.
  private static func end(ofStringAt start: Int, in bytes: [UInt8]) -> Int {
    let quote = bytes[start]
    let isLong = bytes[start...].starts(with: [quote, quote, quote])
    var index = start + (isLong ? 3 : 1)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""): index += 1
      case UInt8(ascii: "\n") where !isLong: return index
      case quote where !isLong: return index + 1
      case quote where bytes[index...].starts(with: [quote, quote, quote]): return index + 3
      default: break
      }
      index += 1
    }
    return bytes.count
  }
}
