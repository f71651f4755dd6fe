import Testing

@testable import ZeroTier

/// ECRYPT's verified test vectors for 256-bit keys.
@Suite struct Salsa20Tests {
  @Test(arguments: [
    (
      0,
      "e3be8fdd8beca2e3ea8ef9475b29a6e7003951e1097a5c38d23b7a5fad9f6844"
        + "b22c97559e2723c7cbbd3fe4fc8d9a0744652a83e72a9c461876af4d7ef1a117"
    ),
    (
      3,
      "57be81f47b17d9ae7c4ff15429a73e10acf250ed3a90a93c711308a74c6216a9"
        + "ed84cd126da7f28e8abf8bb63517e1ca98e712f4fb2e1a6aed9fdc73291faa17"
    ),
    (
      7,
      "696afcfd0cddcc83c7e77f11a649d79acdc3354e9635ff137e929933a0bd6f53"
        + "77efa105a3a4266b7c0d089d08f1e855cc32b15b93784a36e56a76cc64bc8477"
    ),
  ])
  func `the stream of set 1, vector 0 is right`(block: Int, expected: String) {
    var salsa = Salsa20(key: SIMD4(0x80, 0, 0, 0), nonce: 0)
    for _ in 0..<block { _ = salsa.next() }
    #expect(text(salsa.next()) == expected)
  }

  @Test func `131,072 bytes of set 6, vector 0 have the right xor`() throws {
    let key = try words("0053a6f94c9ff24598eb3e91e4378add3083d6297ccf2275c81b6ec11467ba0d")
    let nonce = try words("0d74db42a91077de")
    var salsa = Salsa20(key: SIMD4(key), nonce: nonce[0])
    var digest = SIMD8<UInt64>.zero
    for _ in 0..<2048 { digest ^= salsa.next() }
    #expect(
      text(digest) == "c349b6a51a3ec9b712eaed3f90d8bcee69b7628645f251a996f55260c62ef31f"
        + "d6c6b0aea94e136c9d984ad2df3578f78e457527b03a0450580dd874f63b1ab9")
  }

  private func words(_ hex: Substring) throws -> [UInt64] {
    let bytes = try #require(Hex.bytes(hex))
    return stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  private func text(_ words: SIMD8<UInt64>) -> String {
    words.indices.map { Hex.text(words[$0].byteSwapped, digits: 16) }.joined()
  }
}
