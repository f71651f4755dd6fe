/// Writes DEFLATE by hand, for streams that no compressor makes.
struct Bits {
  private(set) var bytes: [UInt8] = []
  private var used = 8

  /// Appends a number, the lowest bit first.
  mutating func append(_ value: Int, _ count: Int) {
    for bit in 0..<count {
      if used == 8 {
        bytes.append(0)
        used = 0
      }
      bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(used)
      used += 1
    }
  }

  /// Appends a Huffman code, the highest bit first.
  mutating func append(code: Int, _ count: Int) {
    for bit in (0..<count).reversed() { append(code >> bit & 1, 1) }
  }
}
