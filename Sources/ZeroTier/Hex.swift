/// Bytes as pairs of hex digits.
enum Hex {
  /// The bytes that an even number of digits, of either case, stands for; nil where a character is no digit.
  static func bytes(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for character in text.utf8 {
      guard let digit = value(character) else { return nil }
      if let upper = high.take() { bytes.append(upper << 4 | digit) } else { high = digit }
    }
    return high == nil ? bytes : nil
  }

  /// Where the first character that is no digit stands, counted from 1.
  static func firstStranger(in text: Substring) -> Int? {
    text.utf8.firstIndex { value($0) == nil }.map { text.utf8.distance(from: text.startIndex, to: $0) + 1 }
  }

  static func text(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The number in as many digits as are asked for.
  static func text(_ number: UInt64, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private static func value(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
