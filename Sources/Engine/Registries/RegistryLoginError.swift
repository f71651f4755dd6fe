/// Why it is not known what to log in to a registry with.
package enum RegistryLoginError: Error, Equatable, Sendable {
  /// The file is not what `docker login` or `podman login` writes.
  case unreadable(place: String, reason: String)
  case noHelper(program: String, place: String)
  /// The helper failed; what it said.
  case helperFailed(program: String, words: String)
}

extension RegistryLoginError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let place, let reason): "\(place) is no file of registry logins: \(reason)"
    case .noHelper(let program, let place):
      "\(place) has the logins in \(program), and there is no such program in PATH: install it, or log in anew"
    case .helperFailed(let program, let words): "\(program) gives no login: \(words)"
    }
  }
}
