import Crypto
package import FoundationEssentials
import SwiftASN1

/// A certificate by which a node knows its cluster's API server.
package struct CertificateAuthority: Sendable, Equatable {
  /// SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` prints it.
  package let fingerprint: String
  /// SHA-256 of the public key, as `kubeadm join --discovery-token-ca-cert-hash` takes it.
  package let publicKeyHash: String
  package let notAfter: Date

  /// Reads the certificates of a PEM text, and skips what else is in it.
  ///
  /// Throws when there is none, or one is broken.
  static func all(inPEM text: String) throws(JoinTokenError) -> [Self] {
    do {
      let documents = try PEMDocument.parseMultiple(pemString: text).filter { $0.discriminator == "CERTIFICATE" }
      guard !documents.isEmpty else { throw JoinTokenError.badCertificate }
      return try documents.map { try Self(der: $0.derBytes) }
    } catch {
      throw .badCertificate
    }
  }

  private init(der: [UInt8]) throws {
    let certificate = try Certificate(derEncoded: der)
    fingerprint = SHA256.hash(data: der).map { Self.hex($0).uppercased() }.joined(separator: ":")
    publicKeyHash = "sha256:" + SHA256.hash(data: certificate.publicKeyInfo).map(Self.hex).joined()
    notAfter = certificate.notAfter
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
