import ZeroTier

/// What may be told of an identity.
struct IdentitySummary: Encodable {
  let address: String
  /// The line of `identity.public`.
  let publicIdentity: String
  let hasSecret: Bool

  init(_ identity: GivenIdentity) {
    address = "\(identity.publicPart.address)"
    publicIdentity = "\(identity.publicPart)"
    hasSecret = identity.hasSecret
  }

  private enum CodingKeys: String, CodingKey {
    case address
    case publicIdentity = "public"
    case hasSecret
  }
}
