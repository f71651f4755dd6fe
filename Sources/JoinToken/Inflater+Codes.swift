extension Inflater {
  /// The code that blocks of type 1 use for literals and lengths (RFC 1951 §3.2.6).
  static let fixedLiterals = HuffmanCode(
    lengths: [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24)
      + [Int](repeating: 8, count: 8))

  /// All 32 codes of five bits; the last two stand for nothing.
  static let fixedDistances = HuffmanCode(lengths: [Int](repeating: 5, count: 32))

  /// Takes the two codes with which a block of type 2 begins, themselves compressed (RFC 1951 §3.2.7).
  static func codes(from input: inout BitReader) throws(GzipError) -> (literals: HuffmanCode, distances: HuffmanCode) {
    let literalCount = try input.bits(5) + 257
    let distanceCount = try input.bits(5) + 1
    let lengthCount = try input.bits(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .corrupt }

    var codeLengths = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for symbol in order.prefix(lengthCount) { codeLengths[symbol] = try input.bits(3) }
    let lengths = try runLengths(
      count: literalCount + distanceCount, code: HuffmanCode(lengths: codeLengths), from: &input)

    let literals = HuffmanCode(lengths: lengths.prefix(literalCount))
    let distances = HuffmanCode(lengths: lengths.dropFirst(literalCount))
    // Without a code for its end, 256, a block would have none.
    guard literals.isValid, distances.isValid, lengths[256] > 0 else { throw .corrupt }
    return (literals, distances)
  }

  private static func runLengths(
    count: Int, code: HuffmanCode, from input: inout BitReader
  ) throws(GzipError) -> [Int] {
    guard code.isValid else { throw .corrupt }
    var lengths: [Int] = []
    while lengths.count < count {
      let symbol = try code.symbol(from: &input)
      let run: Repeated<Int>
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw .corrupt }
        run = repeatElement(last, count: try input.bits(2) + 3)
      case 17: run = repeatElement(0, count: try input.bits(3) + 3)
      case 18: run = repeatElement(0, count: try input.bits(7) + 11)
      default: run = repeatElement(symbol, count: 1)
      }
      guard run.count <= count - lengths.count else { throw .corrupt }
      lengths += run
    }
    return lengths
  }
}
