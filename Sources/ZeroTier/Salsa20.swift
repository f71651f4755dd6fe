/// The keystream of Salsa20/20 with a 256-bit key, as Bernstein specified it; at most 2^32 blocks of it.
struct Salsa20 {
  /// Constants, key, nonce and block counter, in the specification's order.
  private var input: SIMD16<UInt32>

  /// Bytes in their order, eight to a little-endian word; the counter begins at zero.
  init(key: SIMD4<UInt64>, nonce: UInt64) {
    let low = SIMD4<UInt32>(truncatingIfNeeded: key)
    let high = SIMD4<UInt32>(truncatingIfNeeded: key &>> 32)
    let nonceWords = SIMD2(UInt32(truncatingIfNeeded: nonce), UInt32(truncatingIfNeeded: nonce >> 32))
    // "expand 32-byte k" along the diagonal.
    input = SIMD16(
      0x6170_7865, low[0], high[0], low[1],
      high[1], 0x3320_646e, nonceWords[0], nonceWords[1],
      0, 0, 0x7962_2d32, low[2],
      high[2], low[3], high[3], 0x6b20_6574)
  }

  /// The next 64 bytes of the keystream as little-endian words.
  ///
  /// Written on sixteen variables, not on vectors: just as fast when optimised, and ten times as fast when not.
  mutating func next() -> SIMD8<UInt64> {
    var x0 = input[0], x1 = input[1], x2 = input[2], x3 = input[3]
    var x4 = input[4], x5 = input[5], x6 = input[6], x7 = input[7]
    var x8 = input[8], x9 = input[9], x10 = input[10], x11 = input[11]
    var x12 = input[12], x13 = input[13], x14 = input[14], x15 = input[15]
    for _ in 0..<10 {
      Self.quarterRound(&x0, &x4, &x8, &x12)
      Self.quarterRound(&x5, &x9, &x13, &x1)
      Self.quarterRound(&x10, &x14, &x2, &x6)
      Self.quarterRound(&x15, &x3, &x7, &x11)
      Self.quarterRound(&x0, &x1, &x2, &x3)
      Self.quarterRound(&x5, &x6, &x7, &x4)
      Self.quarterRound(&x10, &x11, &x8, &x9)
      Self.quarterRound(&x15, &x12, &x13, &x14)
    }
    let block = SIMD8(
      Self.word(x0 &+ input[0], x1 &+ input[1]), Self.word(x2 &+ input[2], x3 &+ input[3]),
      Self.word(x4 &+ input[4], x5 &+ input[5]), Self.word(x6 &+ input[6], x7 &+ input[7]),
      Self.word(x8 &+ input[8], x9 &+ input[9]), Self.word(x10 &+ input[10], x11 &+ input[11]),
      Self.word(x12 &+ input[12], x13 &+ input[13]), Self.word(x14 &+ input[14], x15 &+ input[15]))
    input[8] += 1
    return block
  }

  @inline(__always)
  private static func quarterRound(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32, _ d: inout UInt32) {
    b ^= rotate(a &+ d, by: 7)
    c ^= rotate(b &+ a, by: 9)
    d ^= rotate(c &+ b, by: 13)
    a ^= rotate(d &+ c, by: 18)
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, by bits: UInt32) -> UInt32 { (word &<< bits) | (word &>> (32 &- bits)) }

  @inline(__always)
  private static func word(_ low: UInt32, _ high: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: low) | UInt64(truncatingIfNeeded: high) &<< 32
  }
}
