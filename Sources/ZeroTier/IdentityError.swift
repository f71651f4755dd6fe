/// Why a text is no ZeroTier identity, or not a right one.
///
/// No case carries anything of a secret key.
package enum IdentityError: Error, Equatable {
  /// A field that holds hex digits.
  package enum Part: Sendable {
    case address
    case publicKey
    case secretKey
  }

  /// A pair of keys in an identity.
  package enum KeyPair: String, Sendable {
    case agreement = "X25519"
    case signing = "Ed25519"
  }

  case empty
  /// So many fields, where three or four belong.
  case fieldCount(Int)
  /// The second field, the identity's type, is not `0`.
  case unsupportedType
  /// A character of the field, counted from 1, is no hex digit.
  case notHex(Part, position: Int)
  /// The field has so many digits.
  case length(Part, Int)
  /// The public part, where the secret identity is needed.
  case secretMissing
  /// The secret identity, where only the public part belongs.
  case secretIncluded
  case reservedAddress(Address)
  /// The public key is not the one that the secret key makes.
  case foreignSecret(KeyPair)
  /// The hash of the public key is not one that ZeroTier gives an address for.
  case unprovenKey
  /// The public key has another address.
  case foreignAddress(Address, of: Address)
}

extension IdentityError.Part {
  var digits: Int {
    switch self {
    case .address: Address.digits
    case .publicKey: PublicKey.digits
    case .secretKey: SecretKey.digits
    }
  }

  var name: String {
    switch self {
    case .address: "address"
    case .publicKey: "public key"
    case .secretKey: "secret key"
    }
  }
}

extension IdentityError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty:
      "the ZeroTier identity is empty; make one with `nodectl identity new`"
    case .fieldCount(let count):
      "a ZeroTier identity has three fields between colons, and a fourth with its secret, but this has \(count); "
        + "copy the whole line of the file identity.secret"
    case .unsupportedType:
      "the second field of a ZeroTier identity is 0, its type, but here it is not; "
        + "copy the whole line of the file identity.secret"
    case .notHex(let part, let position):
      "the \(part.name) of a ZeroTier identity has only the digits 0-9 and a-f, but its character \(position) is none; "
        + "copy the identity again"
    case .length(let part, let count):
      "the \(part.name) of a ZeroTier identity has \(part.digits) digits, but this has \(count); "
        + "copy the identity again"
    case .secretMissing:
      "this is only the public part of a ZeroTier identity; "
        + "put the secret identity here, the line of the file identity.secret"
    case .secretIncluded:
      "this ZeroTier identity has its secret, which does not belong here; put only its first three fields here"
    case .reservedAddress(let address):
      "the ZeroTier address \(address) is reserved, no node can have it; make an identity with `nodectl identity new`"
    case .foreignSecret(let pair):
      "the secret key of this ZeroTier identity is not that of its public key (\(pair.rawValue)), "
        + "so the node could talk to nobody; copy both again from one file, or make an identity with "
        + "`nodectl identity new`"
    case .unprovenKey:
      "no ZeroTier address follows from this public key; "
        + "copy the identity again, or make one with `nodectl identity new`"
    case .foreignAddress(let address, let right):
      "the address of this public key is \(right), not \(address); copy the identity again"
    }
  }
}
