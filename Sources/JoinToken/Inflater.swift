/// Decompresses DEFLATE data (RFC 1951), and never to more than it is allowed.
///
/// A join token is a few kilobytes: this is written to be checked by reading, bit by bit, not to be fast.
struct Inflater {
  private let limit: Int
  private(set) var output: [UInt8] = []

  init(limit: Int) { self.limit = limit }

  /// Decompresses one stream, whose end the data marks, and leaves the input behind its last byte.
  mutating func run(_ input: inout BitReader) throws(GzipError) {
    var isLast = false
    while !isLast {
      isLast = try input.bits(1) == 1
      switch try input.bits(2) {
      case 0: try copyStored(&input)
      case 1: try expand(&input, literals: Self.fixedLiterals, distances: Self.fixedDistances)
      case 2:
        let (literals, distances) = try Self.codes(from: &input)
        try expand(&input, literals: literals, distances: distances)
      default: throw .corrupt
      }
    }
    input.alignToByte()
  }

  private mutating func copyStored(_ input: inout BitReader) throws(GzipError) {
    input.alignToByte()
    let count = try input.integer(bytes: 2)
    guard try input.integer(bytes: 2) == ~count & 0xffff else { throw .corrupt }
    try reserve(Int(count))
    output += try input.take(Int(count))
  }

  private mutating func expand(
    _ input: inout BitReader, literals: HuffmanCode, distances: HuffmanCode
  ) throws(GzipError) {
    while true {
      let symbol = try literals.symbol(from: &input)
      switch symbol {
      case ..<256:
        try reserve(1)
        output.append(UInt8(symbol))
      case 256:
        return
      default:
        let length = try Self.lengths.value(of: symbol - 257, from: &input)
        let distance = try Self.distances.value(of: try distances.symbol(from: &input), from: &input)
        guard distance <= output.count else { throw .corrupt }
        try reserve(length)
        // The copy may read what it has just written.
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
    }
  }

  private func reserve(_ count: Int) throws(GzipError) {
    guard count <= limit - output.count else { throw .tooLarge }
  }
}
