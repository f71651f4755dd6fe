import Crypto
import FoundationEssentials

/// The secret half of an identity: an X25519 scalar and an Ed25519 seed, 32 bytes each.
///
/// Neither printing nor a mirror shows it.
struct SecretKey: Sendable {
  static let digits = 128
  static let byteCount = 64

  private let agreement: Curve25519.KeyAgreement.PrivateKey
  private let signing: Curve25519.Signing.PrivateKey

  /// Takes any 64 bytes: each is the secret of some public key.
  init(_ bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a secret key has \(Self.byteCount) bytes")
    do {
      agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes.prefix(32))
      signing = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst(32))
    } catch {
      preconditionFailure("any 32 bytes are a Curve25519 key")
    }
  }

  var bytes: [UInt8] { Array(agreement.rawRepresentation + signing.rawRepresentation) }

  var publicKey: PublicKey {
    PublicKey(bytes: Array(agreement.publicKey.rawRepresentation + signing.publicKey.rawRepresentation))
  }
}

extension SecretKey: Equatable {
  static func == (left: SecretKey, right: SecretKey) -> Bool { left.bytes == right.bytes }
}

extension SecretKey: CustomStringConvertible, CustomReflectable {
  var description: String { "(secret)" }
  var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
