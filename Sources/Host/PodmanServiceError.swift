/// Why Podman's service could not be started.
package enum PodmanServiceError: Error, Equatable {
  case notInstalled
  case noSocket(String)
}

extension PodmanServiceError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notInstalled: "Podman is not installed"
    case .noSocket(let reason):
      "Podman's service does not start: \(reason); see: podman system service --log-level debug"
    }
  }
}
