import FoundationEssentials
import JoinToken

/// What may be told of a join token.
struct TokenSummary: Encodable {
  struct Authority: Encodable {
    /// SHA-256 of the certificate, as openssl prints it.
    let fingerprint: String
    /// As `kubeadm join --discovery-token-ca-cert-hash` takes it.
    let publicKeyHash: String
    /// UTC, as in RFC 3339.
    let notAfter: String
  }

  let id: String
  let role: String
  let server: String
  let authorities: [Authority]

  init(_ token: JoinToken) {
    id = token.id
    role = token.role.rawValue
    server = token.server
    authorities = token.authorities.map {
      Authority(
        fingerprint: $0.fingerprint, publicKeyHash: $0.publicKeyHash, notAfter: $0.notAfter.formatted(.iso8601))
    }
  }

  var text: String {
    var text = "role      \(role)\nserver    \(server)\ntoken id  \(id)\n"
    for authority in authorities {
      text += "CA        \(authority.fingerprint)\n          \(authority.publicKeyHash)\n"
      text += "          until \(authority.notAfter)\n"
    }
    return text
  }
}
