import TestSupport
import Testing

@testable import ZeroTier

@Suite struct IdentityTests {
  @Test(arguments: ["", "\n", "\r\n", "  \n"])
  func `a secret identity is read and written back`(ending: String) throws {
    let identity = try Identity(Samples.secretText + ending)
    #expect(identity.secretText == Samples.secretText)
    #expect(identity.publicPart.description == Samples.publicText)
    #expect(identity.address.description == Samples.address)
  }

  @Test func `upper case is read, and written in lower case`() throws {
    #expect(try Identity(Samples.secretText.uppercased()).secretText == Samples.secretText)
  }

  @Test func `a public identity is read and written back`() throws {
    let identity = try PublicIdentity(Samples.publicText + "\n")
    #expect(identity.description == Samples.publicText)
    #expect(try identity == Identity(Samples.secretText).publicPart)
  }

  @Test(arguments: [
    ("", IdentityError.empty),
    (" \n", .empty),
    ("garbage", .fieldCount(1)),
    ("${ZT_ID_SEC}", .fieldCount(1)),
    ("8e4df28b72:0", .fieldCount(2)),
    (Samples.secretText + ":", .fieldCount(5)),
    (Samples.secretText + ":ff", .fieldCount(5)),
    ("8e4df28b72:1:\(Samples.publicKey):\(Samples.secretKey)", .unsupportedType),
    ("8e4df28b72::\(Samples.publicKey):\(Samples.secretKey)", .unsupportedType),
    ("8e4df28b72:00:\(Samples.publicKey):\(Samples.secretKey)", .unsupportedType),
    ("\"\(Samples.secretText)\"", .notHex(.address, position: 1)),
    ("8e4df28b7x:0:\(Samples.publicKey):\(Samples.secretKey)", .notHex(.address, position: 10)),
    ("8e4df28b7٣:0:\(Samples.publicKey):\(Samples.secretKey)", .notHex(.address, position: 10)),
    ("8e4df28b7:0:\(Samples.publicKey):\(Samples.secretKey)", .length(.address, 9)),
    (":0:\(Samples.publicKey):\(Samples.secretKey)", .length(.address, 0)),
    ("8e4df28b72:0:a\n\(Samples.publicKey):\(Samples.secretKey)", .notHex(.publicKey, position: 2)),
    ("8e4df28b72:0:\(Samples.publicKey)a:\(Samples.secretKey)", .length(.publicKey, 129)),
    ("8e4df28b72:0::\(Samples.secretKey)", .length(.publicKey, 0)),
    ("8e4df28b72:0:\(Samples.publicKey):\(Samples.secretKey.dropLast(1))g", .notHex(.secretKey, position: 128)),
    ("8e4df28b72:0:\(Samples.publicKey):\(Samples.secretKey.dropLast(2))", .length(.secretKey, 126)),
    ("8e4df28b72:0:\(Samples.publicKey):", .length(.secretKey, 0)),
    ("0000000000:0:\(Samples.publicKey):\(Samples.secretKey)", .reservedAddress(Address(rawValue: 0))),
    ("ff4df28b72:0:\(Samples.publicKey):\(Samples.secretKey)", .reservedAddress(Address(rawValue: 0xff_4df2_8b72))),
    (Samples.publicText, .secretMissing),
  ])
  func `what is no secret identity is refused, and the error says why`(text: String, expected: IdentityError) {
    #expect(throws: expected) { try Identity(text) }
  }

  @Test func `a secret is refused where only the public part belongs`() {
    #expect(throws: IdentityError.secretIncluded) { try PublicIdentity(Samples.secretText) }
  }

  @Test func `nothing that is printed or reflected of an identity shows its secret`() throws {
    let identity = try Identity(Samples.secretText)
    var dumped = ""
    dump(identity, to: &dumped)
    for text in ["\(identity)", String(reflecting: identity), "\([identity])", "\(Optional(identity) as Any)", dumped] {
      #expect(!text.contains(Samples.secretKey.prefix(16)))
    }
    let bytes = try #require(Hex.bytes(Samples.secretKey[...]))
    #expect(Mirror(reflecting: SecretKey(bytes)).children.isEmpty)
    #expect("\(SecretKey(bytes))" == "(secret)")
  }

  @Test(arguments: [
    (
      IdentityError.fieldCount(2),
      "a ZeroTier identity has three fields between colons, and a fourth with its secret, but this has 2; "
        + "copy the whole line of the file identity.secret"
    ),
    (
      .notHex(.publicKey, position: 2),
      "the public key of a ZeroTier identity has only the digits 0-9 and a-f, but its character 2 is none; "
        + "copy the identity again"
    ),
    (
      .length(.secretKey, 126),
      "the secret key of a ZeroTier identity has 128 digits, but this has 126; copy the identity again"
    ),
    (
      .secretMissing,
      "this is only the public part of a ZeroTier identity; "
        + "put the secret identity here, the line of the file identity.secret"
    ),
    (
      .foreignAddress(Address(rawValue: 0x9e_4df2_8b72), of: Address(rawValue: 0x8e_4df2_8b72)),
      "the address of this public key is 8e4df28b72, not 9e4df28b72; copy the identity again"
    ),
  ])
  func `an error is a sentence that says what to do`(error: IdentityError, expected: String) {
    #expect(error.description == expected)
  }

  @Test func `no text makes the reader crash`() {
    var random = SeededGenerator(seed: 1)
    let alphabet = Array("0123456789abcdefABCDEF::::\n xyzé\u{301}\u{1F600}".unicodeScalars)
    for _ in 0..<2000 {
      var scalars = Array(Samples.secretText.unicodeScalars)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<scalars.count, using: &random)
        if Bool.random(using: &random) {
          scalars.replaceSubrange(place...place, with: [alphabet[Int.random(in: 0..<alphabet.count, using: &random)]])
        } else {
          scalars.removeSubrange(place..<Int.random(in: place..<scalars.count, using: &random))
        }
      }
      let text = String(String.UnicodeScalarView(scalars))
      if let identity = try? Identity(text) { #expect(identity.secretText == text.lowercased()) }
    }
  }
}
