import Glibc
import HTTP

extension EngineError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreachable(let endpoint, let error): Self.describe(endpoint, error)
    case .notAnEngine(let endpoint, let found):
      "what answers at \(endpoint) is neither Docker nor Podman: \(found); name the engine's own socket with --engine"
    case .tooOld(let endpoint, let product, let api):
      "\(product) at \(endpoint) speaks API \(api.short), and nodectl needs \(Engine.oldestAPI.short) or newer: "
        + "update it to Docker 20.10, Podman 4.3 or later"
    case .unanswered(let call, .timedOut(let limit)):
      "\(call): no answer within \(limit); the engine may be overloaded or stuck"
    case .unanswered(let call, let error): "\(call): \(error); the engine may have stopped, see its log"
    case .refused(let refusal): "\(refusal.call): \(refusal.status) \(refusal.message)"
    case .unreadable(let call, let detail): "\(call): the engine's answer cannot be read: \(detail)"
    case .pullFailed(let image, _, let message): "cannot pull \(image): \(message)"
    case .inexpressible(let container, let detail): "cannot create \(container) on this engine: \(detail)"
    }
  }

  private static func describe(_ endpoint: Endpoint, _ error: HTTPError) -> String {
    switch (endpoint, error) {
    case (_, .tlsFailed(_, let failure, _)): "\(error); \(remedy(failure))"
    case (_, .timedOut(let limit)):
      "\(endpoint) does not answer within \(limit); check the address, and whether the engine is overloaded or stuck"
    case (.unix(let path), .unreachable(_, let errno, let reason)): describe(path, errno, reason)
    case (.forwarded, .unreachable(_, let errno, let reason)):
      errno == 0
        ? "nothing answers as \(endpoint): \(reason)" : "the ssh connection to \(endpoint) has ended: \(reason)"
    default: "\(error); check the address and that the engine listens there"
    }
  }

  private static func describe(_ path: String, _ errno: Int32, _ reason: String) -> String {
    switch errno {
    case ENOENT:
      "no engine listens on \(path): it does not exist; start one (\(start)) or name another with --engine"
    case EACCES, EPERM:
      "this user may not use \(path): run nodectl as root, or as a member of the group that the socket belongs to"
    case ECONNREFUSED:
      "no engine listens on \(path): the socket is there, the engine behind it is not running; start it (\(start))"
    default: "cannot connect to \(path): \(reason)"
    }
  }

  private static let start = "systemctl start docker, or systemctl start podman.socket"

  private static func remedy(_ failure: TLSFailure) -> String {
    switch failure {
    case .wrongName: "use a name that its certificate is for, or give it one for this name (subjectAltName)"
    case .expired: "renew the engine's certificate, and see that the clocks are right on both sides"
    case .notYetValid: "see that the clocks are right on both sides"
    case .unknownAuthority:
      "put the certificate of its authority as ca.pem into $DOCKER_CERT_PATH (else ~/.docker), or into the context"
    case .wantsCertificate, .ownCertificate:
      "cert.pem and key.pem in $DOCKER_CERT_PATH (else ~/.docker), or in the context, must be of the engine's authority"
    case .authorityFile: "see that ca.pem can be read and is a certificate"
    case .handshake: "see that the engine listens there with --tlsverify, and that the port is the right one (2376)"
    }
  }
}
