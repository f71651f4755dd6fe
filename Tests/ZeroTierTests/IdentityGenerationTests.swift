import TestSupport
import Testing

@testable import ZeroTier

@Suite struct IdentityGenerationTests {
  /// With seed 15 the first key will do; the others take fifteen hashes on average.
  @Test(arguments: Effort.isFull ? Array(0..<25) : [15])
  func `an identity made here is right`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let identity = Identity.generate(using: &random)
    try identity.check()
    #expect(try Identity(identity.secretText) == identity)
  }

  @Test(.enabled(if: Effort.isFull, "takes seconds in a debug build: run with -c release"))
  func `no two identities are the same`() {
    #expect(Identity.generate().address != Identity.generate().address)
  }
}
