import Testing

@testable import JoinToken

@Suite struct CRC32Tests {
  @Test(arguments: [("", UInt32(0)), ("123456789", 0xcbf4_3926), ("a", 0xe8b7_be43)])
  func `the checksum is gzip's`(text: String, expected: UInt32) {
    #expect(CRC32.checksum(text.utf8) == expected)
  }
}
