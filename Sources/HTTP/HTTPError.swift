import Glibc

/// Why there is no complete HTTP response.
package enum HTTPError: Error, Equatable, Sendable {
  /// No connection came about; `errno` is the system's reason, 0 where the name did not resolve.
  case unreachable(Endpoint, errno: Int32, reason: String)
  /// The server is not who it should be, or does not take us for who we are; the reason is in curl's words.
  case tlsFailed(Endpoint, TLSFailure, reason: String)
  case timedOut(after: Duration)
  /// The connection broke, or what came back was not HTTP; in curl's words.
  case broken(reason: String)
  case tooLarge(limit: Int)
}

extension HTTPError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreachable(let endpoint, _, let reason): "cannot connect to \(endpoint): \(reason)"
    case .tlsFailed(let endpoint, let failure, let reason): "\(endpoint) \(failure): \(reason)"
    case .timedOut(let limit): "no complete answer within \(limit)"
    case .broken(let reason): "the connection broke: \(reason)"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    }
  }
}
