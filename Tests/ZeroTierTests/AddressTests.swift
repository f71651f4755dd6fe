import Testing

@testable import ZeroTier

@Suite struct AddressTests {
  @Test(arguments: [("8e4df28b72", "8e4df28b72"), ("8E4DF28B72", "8e4df28b72"), ("0000000001", "0000000001")])
  func `an address is ten digits, written in lower case`(text: String, expected: String) throws {
    #expect(try #require(Address(text)).description == expected)
  }

  @Test(arguments: ["", "8e4df28b7", "8e4df28b722", "8e4df28b7g", "+e4df28b72", "0x4df28b72", " e4df28b72"])
  func `anything else is no address`(text: String) {
    #expect(Address(text) == nil)
  }

  @Test(arguments: [
    ("0000000000", true), ("ff00000000", true), ("ffffffffff", true), ("0000000001", false), ("feffffffff", false),
  ])
  func `zero and what begins with ff is reserved`(text: String, reserved: Bool) throws {
    #expect(try #require(Address(text)).isReserved == reserved)
  }
}
