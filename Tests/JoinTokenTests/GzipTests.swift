import FoundationEssentials
import TestSupport
import Testing

@testable import JoinToken

@Suite struct GzipTests {
  private let hello = Array("hello, hello".utf8)

  @Test(arguments: [0, 1, 0xffff, 0x10000, 200_000])
  func `stored data comes back`(count: Int) throws {
    let data = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) }
    #expect(try Gzip.decompress(Gzip.stored(data), limit: 1 << 20) == data)
  }

  @Test func `members come back one after another`() throws {
    let members = Gzip.stored(Array("ab".utf8)) + Gzip.stored([]) + Gzip.stored(Array("c".utf8))
    #expect(try Gzip.decompress(members, limit: 3) == Array("abc".utf8))
  }

  @Test func `what ends too early is truncated, wherever it ends`() throws {
    let token = try #require(Data(base64Encoded: Samples.token)).map { $0 }
    for count in 0..<token.count {
      #expect(throws: GzipError.truncated) { try Gzip.decompress(Array(token.prefix(count)), limit: 1 << 20) }
    }
  }

  @Test func `a header may have every field`() throws {
    var header: [UInt8] = [0x1f, 0x8b, 8, 0b1_1111, 1, 2, 3, 4, 2, 3]
    header += [5, 0] + Array("extra".utf8) + Array("name".utf8) + [0] + Array("comment".utf8) + [0]
    let checksum = CRC32.checksum(header)
    header += [UInt8(checksum & 0xff), UInt8(checksum >> 8 & 0xff)]
    let body = Gzip.stored(hello).dropFirst(10)
    #expect(try Gzip.decompress(header + body, limit: 100) == hello)
    for count in 0..<header.count {
      #expect(throws: GzipError.truncated) { try Gzip.decompress(Array(header.prefix(count)), limit: 100) }
    }
    header[header.count - 1] ^= 1
    #expect(throws: GzipError.wrongChecksum) { try Gzip.decompress(header + body, limit: 100) }
  }

  @Test(arguments: [
    (0, GzipError.notGzip), (1, .notGzip), (2, .corrupt), (3, .corrupt), (10, .corrupt), (11, .corrupt),
    (15, .wrongChecksum), (27, .wrongChecksum), (31, .wrongChecksum),
  ])
  func `a wrong byte is found`(position: Int, expected: GzipError) {
    var data = Gzip.stored(hello)
    data[position] ^= 0xe6
    #expect(throws: expected) { try Gzip.decompress(data, limit: 100) }
  }

  @Test func `what follows the end is found`() {
    #expect(throws: GzipError.trailingBytes) { try Gzip.decompress(Gzip.stored(hello) + [0, 0], limit: 100) }
    #expect(throws: GzipError.trailingBytes) { try Gzip.decompress(Gzip.stored([]) + [0, 0], limit: 100) }
  }

  @Test func `not a byte more than the limit is made`() {
    #expect(throws: GzipError.tooLarge) { try Gzip.decompress(Gzip.stored(hello), limit: 11) }
    let two = Gzip.stored(hello) + Gzip.stored(hello)
    #expect(throws: GzipError.tooLarge) { try Gzip.decompress(two, limit: 23) }
  }

  @Test func `a bomb is stopped at the limit`() {
    // A zero, then a million copies of 258 zeros, 13 bits each: 1.6 MB that would make 258 MB.
    var bits = Bits()
    bits.append(0b011, 3)
    bits.append(code: 0b0011_0000, 8)
    for _ in 0..<100_000 { bits.append(code: 0b1100_0101_00000, 13) }
    #expect(throws: GzipError.tooLarge) { try Gzip.decompress(Gzip.member(bits.bytes, of: []), limit: 1 << 20) }
  }

  @Test func `no data makes the reader crash`() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<3000 {
      var data = [UInt8](repeating: 0, count: Int.random(in: 0...200, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      data.replaceSubrange(0..<min(data.count, 10), with: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0])
      #expect(throws: GzipError.self) { try Gzip.decompress(data, limit: 10_000) }
    }
  }
}
