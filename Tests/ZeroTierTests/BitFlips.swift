import Testing

@testable import ZeroTier

/// The hex digits with one bit, counted from the lowest of the first byte, turned over.
func flip(_ bit: Int, of digits: String) throws -> String {
  var bytes = try #require(Hex.bytes(digits[...]))
  bytes[bit / 8] ^= 1 << UInt8(bit % 8)
  return Hex.text(bytes)
}

/// Bits of a secret key that mean nothing: RFC 7748 §5 clears and sets them in every scalar.
let bitsThatX25519Overwrites = [0, 1, 2, 254, 255]
