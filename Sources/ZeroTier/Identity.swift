/// What makes a node the node that others know: its public identity and the secret behind it.
///
/// Prints as its public part.
package struct Identity: Sendable, Equatable {
  package let publicPart: PublicIdentity
  private let secretKey: SecretKey

  init(publicPart: PublicIdentity, secretKey: SecretKey) {
    self.publicPart = publicPart
    self.secretKey = secretKey
  }

  /// Reads `address:0:publickey:secretkey`, the line of the file `identity.secret`.
  ///
  /// Whether its parts belong together is only known after ``check()``.
  package init(_ text: String) throws(IdentityError) {
    guard case .secret(let identity) = try GivenIdentity(text) else { throw .secretMissing }
    self = identity
  }

  package var address: Address { publicPart.address }

  /// The line of the file `identity.secret`: to be written where only root reads, and printed nowhere.
  package var secretText: String { "\(publicPart):\(Hex.text(secretKey.bytes))" }

  /// Throws if the secret key, the public key and the address do not belong together.
  ///
  /// Takes some ten milliseconds where the keys are right: see ``PublicIdentity/check()``.
  package func check() throws(IdentityError) {
    try checkSecret()
    try publicPart.check()
  }

  /// Throws if the public key is not the secret key's.
  ///
  /// ZeroTier never looks: a node with another's secret starts, and can talk to nobody. Five bits of the secret mean
  /// nothing, as X25519 overwrites them; whatever they are, it is the same identity.
  package func checkSecret() throws(IdentityError) {
    let made = secretKey.publicKey
    guard made.agreement == publicPart.key.agreement else { throw .foreignSecret(.agreement) }
    guard made.signing == publicPart.key.signing else { throw .foreignSecret(.signing) }
  }
}

extension Identity: CustomStringConvertible {
  package var description: String { publicPart.description }
}
