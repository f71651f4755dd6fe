/// A canonical Huffman code, as DEFLATE gives it: by the length of each symbol's code (RFC 1951 §3.2.2).
struct HuffmanCode {
  static let maximumLength = 15

  /// How many codes have each length.
  private var counts = [Int](repeating: 0, count: maximumLength + 1)
  /// The symbols in the order of their codes.
  private var symbols: [Int] = []

  /// Whether the lengths make a code that compressors write.
  ///
  /// That is one that uses all there is; or no code at all; or one code of one bit.
  let isValid: Bool

  /// Takes the length of each symbol's code, 0 for a symbol that does not occur.
  init(lengths: some Collection<Int>) {
    for length in lengths where length > 0 { counts[length] += 1 }
    var free = 1
    for length in 1...Self.maximumLength { free = 2 * free - counts[length] }
    let used = counts.reduce(0, +)
    isValid = free == 0 || used == 0 || used == 1 && counts[1] == 1

    var next = [0]
    for length in 0..<Self.maximumLength { next.append(next[length] + counts[length]) }
    symbols = [Int](repeating: 0, count: used)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[next[length]] = symbol
      next[length] += 1
    }
  }

  /// Takes one symbol off the input.
  func symbol(from input: inout BitReader) throws(GzipError) -> Int {
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.maximumLength {
      code |= try input.bits(1)
      let count = counts[length]
      if code - first < count { return symbols[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw .corrupt
  }
}
