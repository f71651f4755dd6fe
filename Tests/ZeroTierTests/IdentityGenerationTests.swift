import TestSupport
import Testing

@testable import ZeroTier

@Suite struct IdentityGenerationTests {
  private static let made = (0..<50 as Range<UInt64>).map { seed in
    var random = SeededGenerator(seed: seed)
    return Identity.generate(using: &random)
  }

  @Test func `identities made here are right`() throws {
    for identity in Self.made {
      try identity.check()
      #expect(try Identity(identity.secretText) == identity)
    }
  }

  /// But for the five bits that X25519 overwrites in a secret key, which mean nothing.
  ///
  /// A flipped bit of the address takes a hash each, and is tested of one identity.
  @Test func `with any bit of its keys flipped none is right, a thousand times out of a thousand`() throws {
    var random = SeededGenerator(seed: 6)
    let places =
      (0..<512).map { (field: 2, bit: $0) }
      + Set(0..<512).subtracting(bitsThatX25519Overwrites).sorted().map { (field: 3, bit: $0) }
    for identity in Self.made {
      let fields = identity.secretText.split(separator: ":").map(String.init)
      for place in places.shuffled(using: &random).prefix(20) {
        var flipped = fields
        flipped[place.field] = try flip(place.bit, of: fields[place.field])
        let text = flipped.joined(separator: ":")
        #expect(throws: IdentityError.self, "\(place)") { try Identity(text).check() }
      }
    }
  }

  @Test func `no two identities are the same`() {
    #expect(Identity.generate().address != Identity.generate().address)
  }
}
