package import FoundationEssentials
import SwiftASN1

/// From when and until when a certificate is good.
package struct CertificateValidity: Sendable, Equatable {
  package let notBefore: Date
  package let notAfter: Date

  /// Reads the first certificate of a PEM text, and skips what else is in it, such as its key.
  ///
  /// Nil where there is none that can be read.
  package init?(inPEM text: String) {
    guard let documents = try? PEMDocument.parseMultiple(pemString: text),
      let document = documents.first(where: { $0.discriminator == "CERTIFICATE" }),
      let certificate = try? Certificate(derEncoded: document.derBytes)
    else { return nil }
    (notBefore, notAfter) = (certificate.notBefore, certificate.notAfter)
  }

  /// Whether less than a tenth of its time is left.
  ///
  /// A kubelet asks for its next one when 70 to 90 % are over (client-go, `nextRotationDeadline`).
  package func isOverdue(at time: Date) -> Bool {
    notAfter.timeIntervalSince(time) < notAfter.timeIntervalSince(notBefore) / 10
  }
}
