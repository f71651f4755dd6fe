/// The keystream of Salsa20/20 with a 256-bit key, as Bernstein specified it; at most 2^32 blocks of it.
///
/// No block depends on another, and so four are made at once, in half of the time that they take one by one.
struct Salsa20 {
  /// 64 bytes as little-endian words.
  typealias Block = SIMD8<UInt64>
  /// The same word of four blocks that follow each other.
  private typealias Words = SIMD4<UInt32>

  private static let width = Words.scalarCount

  /// Constants, key, nonce and block counter, in the specification's order.
  private var input: SIMD16<UInt32>
  private var made: InlineArray<4, Block> = .init(repeating: .zero)
  private var taken = Self.width

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

  /// The next block of the keystream.
  @inline(__always)
  mutating func next() -> Block {
    if taken == Self.width {
      made = four()
      taken = 0
    }
    defer { taken += 1 }
    return made[taken]
  }

  private mutating func four() -> InlineArray<4, Block> {
    let i0 = words(0), i1 = words(1), i2 = words(2), i3 = words(3)
    let i4 = words(4), i5 = words(5), i6 = words(6), i7 = words(7)
    let i8 = words(8) &+ Words(0, 1, 2, 3), i9 = words(9), i10 = words(10), i11 = words(11)
    let i12 = words(12), i13 = words(13), i14 = words(14), i15 = words(15)
    var x0 = i0, x1 = i1, x2 = i2, x3 = i3
    var x4 = i4, x5 = i5, x6 = i6, x7 = i7
    var x8 = i8, x9 = i9, x10 = i10, x11 = i11
    var x12 = i12, x13 = i13, x14 = i14, x15 = i15
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
    input[8] += UInt32(Self.width)
    let (y0, y1, y2, y3) = (x0 &+ i0, x1 &+ i1, x2 &+ i2, x3 &+ i3)
    let (y4, y5, y6, y7) = (x4 &+ i4, x5 &+ i5, x6 &+ i6, x7 &+ i7)
    let (y8, y9, y10, y11) = (x8 &+ i8, x9 &+ i9, x10 &+ i10, x11 &+ i11)
    let (y12, y13, y14, y15) = (x12 &+ i12, x13 &+ i13, x14 &+ i14, x15 &+ i15)
    @inline(__always) func block(_ lane: Int) -> Block {
      Block(
        Self.pair(y0[lane], y1[lane]), Self.pair(y2[lane], y3[lane]),
        Self.pair(y4[lane], y5[lane]), Self.pair(y6[lane], y7[lane]),
        Self.pair(y8[lane], y9[lane]), Self.pair(y10[lane], y11[lane]),
        Self.pair(y12[lane], y13[lane]), Self.pair(y14[lane], y15[lane]))
    }
    return [block(0), block(1), block(2), block(3)]
  }

  private func words(_ index: Int) -> Words { Words(repeating: input[index]) }

  /// Each rotation's two halves are applied one after the other: as one rotation the compiler would take the lanes apart.
  @inline(__always)
  private static func quarterRound(_ a: inout Words, _ b: inout Words, _ c: inout Words, _ d: inout Words) {
    b = b ^ (a &+ d) &<< 7 ^ (a &+ d) &>> 25
    c = c ^ (b &+ a) &<< 9 ^ (b &+ a) &>> 23
    d = d ^ (c &+ b) &<< 13 ^ (c &+ b) &>> 19
    a = a ^ (d &+ c) &<< 18 ^ (d &+ c) &>> 14
  }

  @inline(__always)
  private static func pair(_ low: UInt32, _ high: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: low) | UInt64(truncatingIfNeeded: high) &<< 32
  }
}
