/// The fields of an identity as ZeroTier writes it: `address:0:public[:secret]`.
///
/// ZeroTier's own reader is laxer: it takes other characters than hex digits for zeros, and cuts what is too long.
struct IdentityText {
  let address: Address
  let publicKey: PublicKey
  let secretKey: SecretKey?

  /// Digits of either case; white space around the text is not part of it.
  init(_ text: String) throws(IdentityError) {
    let scalars = text.unicodeScalars
    let start = scalars.firstIndex { !$0.properties.isWhitespace }
    let end = scalars.lastIndex { !$0.properties.isWhitespace }
    guard let start, let end else { throw .empty }
    let fields = text[start...end].split(separator: ":", omittingEmptySubsequences: false)
    guard (3...4).contains(fields.count) else { throw .fieldCount(fields.count) }
    guard fields[1] == "0" else { throw .unsupportedType }
    address = Address(rawValue: try Self.bytes(fields[0], of: .address).reduce(0) { $0 << 8 | UInt64($1) })
    publicKey = PublicKey(bytes: try Self.bytes(fields[2], of: .publicKey))
    secretKey = fields.count == 4 ? SecretKey(try Self.bytes(fields[3], of: .secretKey)) : nil
    guard !address.isReserved else { throw .reservedAddress(address) }
  }

  private static func bytes(_ field: Substring, of part: IdentityError.Part) throws(IdentityError) -> [UInt8] {
    if let position = Hex.firstStranger(in: field) { throw .notHex(part, position: position) }
    guard field.utf8.count == part.digits, let bytes = Hex.bytes(field) else {
      throw .length(part, field.utf8.count)
    }
    return bytes
  }
}
