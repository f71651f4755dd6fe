extension Identity {
  /// Makes an identity that nobody has had.
  ///
  /// Takes some fifteen hashes of some ten milliseconds each, and by bad luck several times as many.
  package static func generate() -> Identity {
    var random = SystemRandomNumberGenerator()
    return generate(using: &random)
  }

  /// Makes an identity from this source of random numbers, which must be a cryptographic one outside tests.
  package static func generate(using random: inout some RandomNumberGenerator) -> Identity {
    while true {
      let secretKey = SecretKey((0..<SecretKey.byteCount).map { _ in random.next() })
      let key = secretKey.publicKey
      let hash = AddressHash(of: key)
      if hash.isProofOfWork, !hash.address.isReserved {
        return Identity(publicPart: PublicIdentity(address: hash.address, key: key), secretKey: secretKey)
      }
    }
  }
}
