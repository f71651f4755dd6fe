/// What ZeroTier calls a node by: 40 bits, written as ten hex digits.
package struct Address: Sendable, Hashable {
  static let digits = 10

  package let rawValue: UInt64

  /// Takes the lower 40 bits.
  init(rawValue: UInt64) { self.rawValue = rawValue & 0xff_ffff_ffff }

  /// Reads ten hex digits of either case; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == Self.digits, Hex.firstStranger(in: text[...]) == nil,
      let value = UInt64(text, radix: 16)
    else { return nil }
    rawValue = value
  }

  /// Whether no node may have it: zero, and all that begin with `ff`.
  package var isReserved: Bool { rawValue == 0 || rawValue >> 32 == 0xff }
}

extension Address: CustomStringConvertible {
  /// Ten lower-case digits, as ZeroTier prints it.
  package var description: String { Hex.text(rawValue, digits: Self.digits) }
}

extension Address: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let address = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a ZeroTier address")
    }
    self = address
  }
}
