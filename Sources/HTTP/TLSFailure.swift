/// What is wrong between a server and us where TLS does not come about.
package enum TLSFailure: Hashable, Sendable {
  /// Its certificate is not for the name that it was called by.
  case wrongName
  case expired
  case notYetValid
  /// Nobody whom we trust vouches for it.
  case unknownAuthority
  /// It wants a certificate of ours, which there is none of, or that it does not take.
  case wantsCertificate
  /// Our certificate or key cannot be used.
  case ownCertificate
  /// The file with the authorities cannot be used.
  case authorityFile
  /// They do not come to an understanding; it may speak no TLS.
  case handshake
}

extension TLSFailure: CustomStringConvertible {
  /// With the server as the subject.
  package var description: String {
    switch self {
    case .wrongName: "has a certificate for another name"
    case .expired: "has a certificate that has expired"
    case .notYetValid: "has a certificate that is not valid yet"
    case .unknownAuthority: "has a certificate of an authority that is not trusted"
    case .wantsCertificate: "does not take our client certificate, or wants one"
    case .ownCertificate: "cannot be given our client certificate"
    case .authorityFile: "cannot be verified: the file of its authority cannot be used"
    case .handshake: "speaks no TLS with us"
    }
  }
}
