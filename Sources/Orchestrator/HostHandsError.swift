/// Why something could not be done on an engine's host.
package enum HostHandsError: Error, Equatable {
  case failed(String)
  /// The helper ended with this code and these words.
  case helperFailed(code: Int, String)
  case misunderstood
  /// There is neither a way to the host from here nor a helper that could be sent there.
  case unreachable
}

extension HostHandsError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .failed(let reason): "on the engine's host: \(reason)"
    case .helperFailed(let code, let words): "the helper on the engine's host ended with code \(code): \(words)"
    case .misunderstood:
      "the helper on the engine's host is of another version; put the nodectl-host of this nodectl beside it"
    case .unreachable: "the engine's host cannot be reached: run as root on it, or have nodectl-host beside nodectl"
    }
  }
}
