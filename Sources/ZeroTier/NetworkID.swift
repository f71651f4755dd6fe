/// What ZeroTier calls a network by: 64 bits, written as sixteen hex digits.
///
/// `zerotier-cli get` compares it as text, so it is always written in lower case: in upper case a network is joined and
/// never found healthy.
package struct NetworkID: Sendable, Hashable {
  static let digits = 16

  package let rawValue: UInt64

  /// Reads sixteen hex digits of either case.
  package init(_ text: String) throws(NetworkIDError) {
    if let position = Hex.firstStranger(in: text[...]) { throw .notHex(position: position) }
    guard text.utf8.count == Self.digits, let value = UInt64(text, radix: 16) else {
      throw .length(text.utf8.count)
    }
    rawValue = value
    guard isAdHoc || controller?.isReserved == false else { throw .noController }
  }

  /// Whether it has no controller: anyone who knows its number is in it.
  package var isAdHoc: Bool { rawValue >> 56 == 0xff }

  /// The node that decides who is a member, named by the first ten digits; nil for an ad-hoc network.
  package var controller: Address? { isAdHoc ? nil : Address(rawValue: rawValue >> 24) }
}

extension NetworkID: CustomStringConvertible {
  /// Sixteen lower-case digits.
  package var description: String { Hex.text(rawValue, digits: Self.digits) }
}

extension NetworkID: Decodable {
  package init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }
}
