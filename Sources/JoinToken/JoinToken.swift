package import FoundationEssentials

/// What a k0s join token lets a node do, and where, without the secret in it.
///
/// A token is base64 of gzip of a kubeconfig (k0s, `pkg/token`). When it expires is not in it.
package struct JoinToken: Sendable, Equatable {
  package enum Role: String, Sendable {
    case worker
    case controller
  }

  /// The most that a token may decompress to: 1 MiB, hundreds of times a real one.
  static let sizeLimit = 1 << 20

  package let role: Role
  /// The URL of the API server that the node will join through.
  package let server: String
  /// Whom the node will take for that API server; more than one while a cluster changes its own.
  package let authorities: [CertificateAuthority]
  /// The same as PEM.
  package let authorityText: String
  /// The name of the token in `k0s token list` on a controller.
  package let id: String

  /// Reads the text that `k0s token create` prints, by the rules by which k0s reads it.
  package init(_ text: String) throws(JoinTokenError) {
    let kubeconfig = try Kubeconfig(try Self.decoded(try TokenText.bytes(text)))
    guard let role = Self.role(ofUser: kubeconfig.user) else { throw .foreignUser(kubeconfig.user) }
    guard let token = BootstrapToken(kubeconfig.token) else { throw .badBootstrapToken }
    guard let pem = Data(base64Encoded: kubeconfig.authorityData) else { throw .badCertificate }
    self.role = role
    server = kubeconfig.server
    authorityText = String(decoding: pem, as: UTF8.self)
    authorities = try CertificateAuthority.all(inPEM: authorityText)
    id = token.id
  }

  /// The bootstrap token in a join token, its secret half included: for finding it where it must not be.
  package static func bootstrapToken(in text: String) -> String? {
    (try? Kubeconfig(decoded(TokenText.bytes(text))))?.token
  }

  /// Whether any of the ``authorities`` is still valid; without one, no node can tell the API server from another.
  package func canVerifyServer(at date: Date) -> Bool { authorities.contains { $0.notAfter >= date } }

  /// Throws unless this is a worker's token.
  package func requireWorker() throws(JoinTokenError) {
    guard role == .worker else { throw .controllerToken }
  }

  private static func decoded(_ bytes: [UInt8]) throws(JoinTokenError) -> String {
    if TokenText.isToken(bytes) { throw .encodedTwice }
    let text: [UInt8]
    do {
      text = try Gzip.decompress(bytes, limit: sizeLimit)
    } catch {
      switch error {
      case .notGzip where String(decoding: bytes, as: UTF8.self).contains("apiVersion"): throw .notCompressed
      case .notGzip: throw .notGzip
      case .truncated: throw .truncated
      case .tooLarge: throw .tooLarge
      case .corrupt, .wrongChecksum, .trailingBytes: throw .damaged(error)
      }
    }
    if TokenText.isToken(text) { throw .encodedTwice }
    guard let text = String(validating: text, as: UTF8.self) else { throw .notKubeconfig }
    return text
  }

  /// The users that `k0s token create --role` knows; `k0s worker` takes the first only.
  private static func role(ofUser name: String) -> Role? {
    switch name {
    case "kubelet-bootstrap": .worker
    case "controller-bootstrap": .controller
    default: nil
    }
  }
}
