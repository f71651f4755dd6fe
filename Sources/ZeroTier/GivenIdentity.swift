/// An identity as someone gives it: with its secret key, or its public part alone.
package enum GivenIdentity: Sendable, Equatable {
  case secret(Identity)
  case `public`(PublicIdentity)

  /// Reads `address:0:publickey` with or without `:secretkey`.
  ///
  /// Whether its parts belong together is only known after ``check()``.
  package init(_ text: String) throws(IdentityError) {
    let fields = try IdentityText(text)
    let publicPart = PublicIdentity(address: fields.address, key: fields.publicKey)
    if let secretKey = fields.secretKey {
      self = .secret(Identity(publicPart: publicPart, secretKey: secretKey))
    } else {
      self = .public(publicPart)
    }
  }

  package var publicPart: PublicIdentity {
    switch self {
    case .secret(let identity): identity.publicPart
    case .public(let identity): identity
    }
  }

  package var hasSecret: Bool {
    if case .secret = self { true } else { false }
  }

  /// Throws if the parts that are there do not belong together; takes some ten milliseconds.
  package func check() throws(IdentityError) {
    switch self {
    case .secret(let identity): try identity.check()
    case .public(let identity): try identity.check()
    }
  }
}
