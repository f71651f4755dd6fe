import FoundationEssentials

@testable import JoinToken

/// A join token's kubeconfig with parts that a test may change.
struct TokenBuilder {
  var server = "https://203.0.113.10:6443"
  var authority = Samples.lateAuthority
  var user = "kubelet-bootstrap"
  var token = "abcdef.0123456789abcdef"

  var kubeconfig: String {
    """

    apiVersion: v1
    clusters:
    - cluster:
        server: \(server)
        certificate-authority-data: \(Data(authority.utf8).base64EncodedString())
      name: k0s
    contexts:
    - context:
        cluster: k0s
        user: \(user)
      name: k0s
    current-context: k0s
    kind: Config
    preferences: {}
    users:
    - name: \(user)
      user:
        token: \(token)

    """
  }

  var text: String { Self.text(of: kubeconfig) }

  static func text(of kubeconfig: String) -> String {
    Data(Gzip.stored(Array(kubeconfig.utf8))).base64EncodedString()
  }
}
