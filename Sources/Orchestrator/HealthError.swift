import Terminal

/// Why a container is not waited for any longer.
package enum HealthError: Error, Equatable {
  case timedOut(Duration)
  /// It is healthy, and not what a ready node takes.
  case notReady(Duration)
  /// It has ended, or ends over and over.
  case failed(String)
}

extension HealthError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .timedOut(let limit): "not healthy within \(limit.text)"
    case .notReady(let limit): "not ready within \(limit.text)"
    case .failed(let reason): reason
    }
  }
}
