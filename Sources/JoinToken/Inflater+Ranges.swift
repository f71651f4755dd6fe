extension Inflater {
  /// What symbols beyond the literals stand for: a base, and bits that add to it (RFC 1951 §3.2.5).
  struct Ranges {
    let bases: [Int]
    let extraBits: [Int]

    func value(of symbol: Int, from input: inout BitReader) throws(GzipError) -> Int {
      guard symbol < bases.count else { throw .corrupt }
      return bases[symbol] + (try input.bits(extraBits[symbol]))
    }
  }

  static let lengths = Ranges(
    bases: [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ],
    extraBits: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0])

  static let distances = Ranges(
    bases: [
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
      8193, 12289, 16385, 24577,
    ],
    extraBits: [
      0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ])
}
