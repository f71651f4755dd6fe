import Glibc
import HTTP

extension EngineError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreachable(let endpoint, let error): Self.describe(endpoint, error)
    case .notAnEngine(let endpoint, let found):
      "what answers at \(endpoint) is neither Docker nor Podman: \(found); name the engine's own socket with --engine"
    case .needsTunnel(let address): Self.describe(tunnel: address)
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
    guard case .unix(let path) = endpoint, case .unreachable(_, let errno, let reason) = error else {
      return "\(error); check the address and that the engine listens there"
    }
    return switch errno {
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

  private static func describe(tunnel address: EngineAddress) -> String {
    guard case .ssh(let host, let user, let port, let path) = address else { return "\(address) is not reached by ssh" }
    let target = (port.map { "-p \($0) " } ?? "") + (user.map { "\($0)@" } ?? "") + host
    return "nodectl does not connect through ssh by itself: forward the socket of \(address) with "
      + "'ssh -nNT -L /tmp/engine.sock:\(path ?? "/var/run/docker.sock") \(target)' and use unix:///tmp/engine.sock"
  }
}
