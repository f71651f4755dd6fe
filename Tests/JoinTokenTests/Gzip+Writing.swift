@testable import JoinToken

extension Gzip {
  /// A member whose data is stored as it is.
  static func stored(_ data: [UInt8]) -> [UInt8] {
    var blocks: [UInt8] = []
    var rest = data[...]
    repeat {
      let block = rest.prefix(0xffff)
      rest = rest.dropFirst(block.count)
      blocks += [rest.isEmpty ? 1 : 0]
      blocks += integer(block.count, bytes: 2) + integer(~block.count, bytes: 2) + block
    } while !rest.isEmpty
    return member(blocks, of: data)
  }

  /// A member around compressed data.
  static func member(_ deflated: [UInt8], of data: [UInt8]) -> [UInt8] {
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff] + deflated + integer(Int(CRC32.checksum(data)), bytes: 4)
      + integer(data.count, bytes: 4)
  }

  private static func integer(_ value: Int, bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
