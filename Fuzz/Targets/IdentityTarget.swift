import ZeroTier

/// The line of `identity.secret` or `identity.public`, without the costly hash of its address.
enum IdentityTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    guard let identity = try? GivenIdentity(String(decoding: bytes, as: UTF8.self)) else { return }
    guard case .secret(let secret) = identity else {
      return precondition((try? GivenIdentity(identity.publicPart.description)) == identity)
    }
    try? secret.checkSecret()
    precondition((try? Identity(secret.secretText)) == secret)
  }
}
