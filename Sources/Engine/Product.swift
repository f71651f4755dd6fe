/// Whose engine answers.
package enum Product: String, Sendable, CaseIterable {
  case docker
  case podman
}

extension Product: CustomStringConvertible {
  package var description: String {
    switch self {
    case .docker: "Docker"
    case .podman: "Podman"
    }
  }
}
