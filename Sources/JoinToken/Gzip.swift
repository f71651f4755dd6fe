/// The file format of gzip (RFC 1952).
enum Gzip {
  static let magic: [UInt8] = [0x1f, 0x8b]

  /// Decompresses data of one member or several, to no more than `limit` bytes.
  static func decompress(_ data: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
    var input = BitReader(data)
    var output = try member(&input, limit: limit)
    while !input.isAtEnd {
      do {
        output += try member(&input, limit: limit - output.count)
      } catch .notGzip {
        throw .trailingBytes
      }
    }
    return output
  }

  private static func member(_ input: inout BitReader, limit: Int) throws(GzipError) -> [UInt8] {
    try skipHeader(&input)
    var inflater = Inflater(limit: limit)
    try inflater.run(&input)
    guard try input.integer(bytes: 4) == CRC32.checksum(inflater.output),
      try input.integer(bytes: 4) == UInt32(truncatingIfNeeded: inflater.output.count)
    else { throw .wrongChecksum }
    return inflater.output
  }

  private static func skipHeader(_ input: inout BitReader) throws(GzipError) {
    let start = input.offset
    for byte in magic where try input.integer(bytes: 1) != UInt32(byte) { throw .notGzip }
    let method = try input.integer(bytes: 1)
    let flags = Flags(rawValue: UInt8(try input.integer(bytes: 1)))
    guard method == 8, flags.isSubset(of: .known) else { throw .corrupt }
    // Time, compression level and operating system.
    _ = try input.take(6)
    if flags.contains(.extra) { _ = try input.take(Int(try input.integer(bytes: 2))) }
    if flags.contains(.name) { try skipText(&input) }
    if flags.contains(.comment) { try skipText(&input) }
    if flags.contains(.headerChecksum) {
      let checksum = CRC32.checksum(input.taken(from: start)) & 0xffff
      guard try input.integer(bytes: 2) == checksum else { throw .wrongChecksum }
    }
  }

  /// Text in a header ends with a zero.
  private static func skipText(_ input: inout BitReader) throws(GzipError) {
    while try input.integer(bytes: 1) != 0 {}
  }

  private struct Flags: OptionSet {
    let rawValue: UInt8

    static let text = Self(rawValue: 1)
    static let headerChecksum = Self(rawValue: 2)
    static let extra = Self(rawValue: 4)
    static let name = Self(rawValue: 8)
    static let comment = Self(rawValue: 16)
    static let known: Self = [.text, .headerChecksum, .extra, .name, .comment]
  }
}
