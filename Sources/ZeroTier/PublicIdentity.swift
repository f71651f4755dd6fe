/// What others know of a node: its address and its public key.
package struct PublicIdentity: Sendable, Hashable {
  package let address: Address
  let key: PublicKey

  init(address: Address, key: PublicKey) {
    self.address = address
    self.key = key
  }

  /// Reads `address:0:publickey`; refuses a text that has a secret too.
  ///
  /// Whether the address is the key's is only known after ``check()``.
  package init(_ text: String) throws(IdentityError) {
    guard case .public(let identity) = try GivenIdentity(text) else { throw .secretIncluded }
    self = identity
  }

  /// Throws if the address does not follow from the public key.
  ///
  /// Takes some ten milliseconds and 2 MiB: the hash is made to be costly.
  package func check() throws(IdentityError) {
    let hash = AddressHash(of: key)
    guard hash.isProofOfWork else { throw .unprovenKey }
    guard hash.address == address else { throw .foreignAddress(address, of: hash.address) }
  }
}

extension PublicIdentity: CustomStringConvertible {
  /// The line of the file `identity.public`.
  package var description: String { "\(address):0:\(Hex.text(key.bytes))" }
}
