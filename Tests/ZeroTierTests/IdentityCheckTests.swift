import FoundationEssentials
import Testing

@testable import ZeroTier

@Suite struct IdentityCheckTests {
  @Test func `ZeroTier's known good identity is right`() throws {
    try Identity(Samples.secretText).check()
  }

  @Test func `ZeroTier's known bad identity has the address of another key`() throws {
    let bad = try Identity("9" + Samples.secretText.dropFirst())
    #expect(throws: IdentityError.foreignAddress(bad.address, of: Address(rawValue: 0x8e_4df2_8b72))) {
      try bad.check()
    }
  }

  /// The hash of this key begins with 17, that of ZeroTier's good identity with 16.
  @Test func `a key whose hash was too easy to find has no address`() throws {
    let identity = try PublicIdentity(
      "679bb85826:0:79960df44e5b7afb23d063aac9e6a8e2fc157a20810687357691ac870e22fd1f"
        + "6160d09441edf351c0bf605a030e1b10fd829aac311ee75e114f523387662ec1")
    #expect(throws: IdentityError.unprovenKey) { try identity.check() }
  }

  @Test(
    .enabled(if: identitiesOfZeroTier != nil, "no ../shared/data/zerotier-identities.txt beside the package"),
    arguments: identitiesOfZeroTier ?? [])
  func `identities that ZeroTier made are right`(text: String) throws {
    let identity = try Identity(text)
    #expect(identity.secretText == text)
    try identity.check()
  }

  @Test(
    .enabled(if: identitiesOfZeroTier != nil, "no ../shared/data/zerotier-identities.txt beside the package"))
  func `the secret of another identity is found, which ZeroTier itself takes`() throws {
    let identities = try (identitiesOfZeroTier ?? []).map { try Identity($0) }
    for (identity, other) in zip(identities, identities.dropFirst()) {
      let secret = try #require(other.secretText.split(separator: ":").last)
      let mixed = try Identity("\(identity.publicPart):\(secret)")
      #expect(throws: IdentityError.foreignSecret(.agreement)) { try mixed.check() }
    }
  }

  @Test(arguments: 0..<512)
  func `a flipped bit of the public key is found`(bit: Int) throws {
    let flipped = try Identity("\(Samples.address):0:\(try flip(bit, of: Samples.publicKey)):\(Samples.secretKey)")
    #expect(throws: IdentityError.foreignSecret(bit < 256 ? .agreement : .signing)) { try flipped.check() }
  }

  @Test(arguments: Set(0..<512).subtracting(bitsThatX25519Overwrites).sorted())
  func `a flipped bit of the secret key is found`(bit: Int) throws {
    let flipped = try Identity("\(Samples.publicText):\(try flip(bit, of: Samples.secretKey))")
    #expect(throws: IdentityError.foreignSecret(bit < 256 ? .agreement : .signing)) { try flipped.check() }
  }

  @Test(arguments: bitsThatX25519Overwrites)
  func `a bit of the secret key that means nothing may be either`(bit: Int) throws {
    try Identity("\(Samples.publicText):\(try flip(bit, of: Samples.secretKey))").checkSecret()
  }

  @Test(arguments: 0..<40)
  func `a flipped bit of the address is found`(bit: Int) throws {
    let flipped = try Identity("\(try flip(bit, of: Samples.address)):0:\(Samples.publicKey):\(Samples.secretKey)")
    #expect(throws: IdentityError.foreignAddress(flipped.address, of: Address(rawValue: 0x8e_4df2_8b72))) {
      try flipped.check()
    }
  }

  @Test(arguments: Array(stride(from: 0, to: 512, by: 8)))
  func `a flipped bit of the public key is found without the secret, too`(bit: Int) throws {
    let flipped = try PublicIdentity("\(Samples.address):0:\(try flip(bit, of: Samples.publicKey))")
    #expect(throws: IdentityError.self) { try flipped.check() }
  }
}

private let identitiesOfZeroTier: [String]? = {
  let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let file = package.deletingLastPathComponent().appending(path: "shared/data/zerotier-identities.txt")
  return try? String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map { String($0) }
}()
