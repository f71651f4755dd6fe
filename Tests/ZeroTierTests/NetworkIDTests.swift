import Testing

@testable import ZeroTier

@Suite struct NetworkIDTests {
  @Test(arguments: [("8056c2e21c000001", "8056c2e21c000001"), ("8056C2E21C000001", "8056c2e21c000001")])
  func `a network ID is sixteen digits, written in lower case`(text: String, expected: String) throws {
    #expect(try NetworkID(text).description == expected)
  }

  @Test func `the first ten digits are the controller's address`() throws {
    let network = try NetworkID("8056c2e21c000001")
    #expect(network.controller?.description == "8056c2e21c")
    #expect(!network.isAdHoc)
  }

  @Test func `an ad-hoc network has no controller`() throws {
    let network = try NetworkID("ff00160016000000")
    #expect(network.isAdHoc)
    #expect(network.controller == nil)
  }

  @Test(arguments: [
    (
      "8056c2e21c00001", NetworkIDError.length(15),
      "a ZeroTier network ID has 16 digits, but this has 15; copy it from the network's controller"
    ),
    (
      "8056c2e21c00000O", .notHex(position: 16),
      "a ZeroTier network ID has only the digits 0-9 and a-f, but its character 16 is none; "
        + "copy it from the network's controller"
    ),
    (
      "0000000000000001", .noController,
      "a ZeroTier network ID begins with the address of its controller, but this begins with zeros; "
        + "put the ID of a real network here"
    ),
    ("", .length(0), "a ZeroTier network ID has 16 digits, but this has 0; copy it from the network's controller"),
  ])
  func `what is no network ID is refused, and the error says why`(text: String, error: NetworkIDError, said: String) {
    #expect(throws: error) { try NetworkID(text) }
    #expect(error.description == said)
  }
}
