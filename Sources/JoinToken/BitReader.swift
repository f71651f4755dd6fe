/// Takes bits and bytes off the front of compressed data, in the order of DEFLATE: lowest bit first.
struct BitReader {
  private let bytes: [UInt8]
  private var position = 0
  /// Bits of the byte before ``position`` that were not taken: fewer than eight.
  private var rest: UInt32 = 0
  private var restCount = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether every byte was begun.
  var isAtEnd: Bool { position == bytes.count }

  /// Takes at most 16 bits as a number.
  mutating func bits(_ count: Int) throws(GzipError) -> Int {
    while restCount < count {
      guard position < bytes.count else { throw .truncated }
      rest |= UInt32(bytes[position]) << UInt32(restCount)
      position += 1
      restCount += 8
    }
    let value = rest & ((1 << UInt32(count)) - 1)
    rest >>= UInt32(count)
    restCount -= count
    return Int(value)
  }

  /// Drops what is left of a byte that was begun.
  mutating func alignToByte() {
    rest = 0
    restCount = 0
  }

  /// Takes the next bytes; the reader must be aligned.
  mutating func take(_ count: Int) throws(GzipError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Takes a number of this many bytes, the lowest first; the reader must be aligned.
  mutating func integer(bytes count: Int) throws(GzipError) -> UInt32 {
    try take(count).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The bytes from a position on that were taken so far.
  func taken(from start: Int) -> ArraySlice<UInt8> { bytes[start..<position] }

  /// How many bytes were begun.
  var offset: Int { position }
}
