import TestSupport
import Testing

@testable import ZeroTier

@Suite struct IdentityGenerationTests {
  /// The seeds below 1,000 with which the first key will do, to save the fifteen hashes that others take on average.
  private static let quickSeeds: [UInt64] = [
    15, 16, 31, 65, 66, 67, 69, 92, 113, 123, 148, 161, 164, 193, 196, 214, 241, 245, 295, 304, 315, 373, 395, 398, 402,
    410, 413, 416, 429, 430, 446, 454, 469, 471, 488, 499, 579, 599, 604, 610, 626, 674, 678, 705, 711, 732, 758, 784,
    797, 806,
  ]

  @Test(arguments: Effort.isFull ? quickSeeds + Array(0..<15) : quickSeeds)
  func `an identity made here is right`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let identity = Identity.generate(using: &random)
    try identity.check()
    #expect(try Identity(identity.secretText) == identity)
  }

  /// Any bit of the address and of both keys but the five that X25519 overwrites in a secret key: those mean nothing.
  @Test(arguments: quickSeeds)
  func `with any bit flipped it is not, twenty times out of twenty`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let fields = Identity.generate(using: &random).secretText.split(separator: ":").map(String.init)
    let places =
      (0..<40).map { (field: 0, bit: $0) } + (0..<512).map { (field: 2, bit: $0) }
      + Set(0..<512).subtracting(bitsThatX25519Overwrites).sorted().map { (field: 3, bit: $0) }
    for place in places.shuffled(using: &random).prefix(20) {
      var flipped = fields
      flipped[place.field] = try flip(place.bit, of: fields[place.field])
      let identity = flipped.joined(separator: ":")
      #expect(throws: IdentityError.self, "\(place)") { try Identity(identity).check() }
    }
  }

  @Test(.enabled(if: Effort.isFull, "takes seconds in a debug build: run with -c release"))
  func `no two identities are the same`() {
    #expect(Identity.generate().address != Identity.generate().address)
  }
}
