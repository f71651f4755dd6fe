import Testing

@testable import JoinToken

/// Streams that break one rule each; what is right is held against zlib in ``ZlibComparisonTests``.
@Suite struct InflaterTests {
  @Test func `a fixed block with a copy that reads what it writes`() throws {
    var bits = fixedBlock()
    bits.append(code: 0x30 + Int(UInt8(ascii: "a")), 8)
    bits.append(code: 0b000_0100, 7)
    bits.append(code: 0, 5)
    bits.append(code: 0, 7)
    #expect(try inflate(bits) == Array("aaaaaaa".utf8))
  }

  @Test func `a block of type 3 is refused`() {
    var bits = Bits()
    bits.append(0b111, 3)
    expectCorrupt(bits)
  }

  @Test func `a stored block whose length is not confirmed is refused`() {
    var bits = Bits()
    bits.append(0b001, 8)
    bits.append(1, 16)
    bits.append(1, 16)
    expectCorrupt(bits)
  }

  @Test func `a copy from before the beginning is refused`() {
    var bits = fixedBlock()
    bits.append(code: 0x30, 8)
    bits.append(code: 0b000_0001, 7)
    bits.append(code: 1, 5)
    expectCorrupt(bits)
  }

  @Test(arguments: [286, 287])
  func `a length that does not exist is refused`(symbol: Int) {
    var bits = fixedBlock()
    bits.append(code: 0x30, 8)
    bits.append(code: 0b1100_0000 + symbol - 280, 8)
    bits.append(code: 0, 5)
    expectCorrupt(bits)
  }

  @Test(arguments: [30, 31])
  func `a distance that does not exist is refused`(symbol: Int) {
    var bits = fixedBlock()
    bits.append(code: 0x30, 8)
    bits.append(code: 0b000_0001, 7)
    bits.append(code: symbol, 5)
    expectCorrupt(bits)
  }

  @Test(arguments: [(30, 0), (31, 0), (0, 30), (0, 31)])
  func `a block with too many codes is refused`(literals: Int, distances: Int) {
    expectCorrupt(dynamicBlock(literals: literals, distances: distances, lengths: [0, 0, 1, 1]))
  }

  @Test(arguments: [[1, 1, 1, 0], [7, 7, 0, 0], [0, 0, 0, 0]])
  func `code lengths that make no code are refused`(lengths: [Int]) {
    var bits = dynamicBlock(literals: 0, distances: 0, lengths: lengths)
    for _ in 0..<40 { bits.append(0xffff, 16) }
    expectCorrupt(bits)
  }

  @Test func `a repetition of nothing is refused`() {
    // Symbols 16 and 0 have one bit each; 0 comes first.
    var bits = dynamicBlock(literals: 0, distances: 0, lengths: [1, 0, 0, 1])
    bits.append(code: 1, 1)
    bits.append(0, 2)
    expectCorrupt(bits)
  }

  @Test func `a repetition beyond the last code is refused`() {
    // Symbols 18 and 0; twice 138 zeros are more than 258 codes.
    var bits = dynamicBlock(literals: 0, distances: 0, lengths: [0, 0, 1, 1])
    for _ in 0..<2 {
      bits.append(code: 1, 1)
      bits.append(127, 7)
    }
    expectCorrupt(bits)
  }

  @Test func `a block that has no code for its end is refused`() {
    // Symbols 18 and 0: all 258 lengths are zero.
    var bits = dynamicBlock(literals: 0, distances: 0, lengths: [0, 0, 1, 1])
    bits.append(code: 1, 1)
    bits.append(127, 7)
    bits.append(code: 1, 1)
    bits.append(109, 7)
    expectCorrupt(bits)
  }

  private func fixedBlock() -> Bits {
    var bits = Bits()
    bits.append(0b011, 3)
    return bits
  }

  /// The header of a block of type 2, with lengths for the symbols 16, 17, 18 and 0.
  private func dynamicBlock(literals: Int, distances: Int, lengths: [Int]) -> Bits {
    var bits = Bits()
    bits.append(0b101, 3)
    bits.append(literals, 5)
    bits.append(distances, 5)
    bits.append(0, 4)
    for length in lengths { bits.append(length, 3) }
    return bits
  }

  private func inflate(_ bits: Bits) throws(GzipError) -> [UInt8] {
    var input = BitReader(bits.bytes)
    var inflater = Inflater(limit: 1000)
    try inflater.run(&input)
    return inflater.output
  }

  private func expectCorrupt(_ bits: Bits, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(throws: GzipError.corrupt, sourceLocation: sourceLocation) { try inflate(bits) }
  }
}
