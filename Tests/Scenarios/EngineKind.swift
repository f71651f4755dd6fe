import Testing

/// The engine that a scenario runs on.
enum EngineKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case docker
  case podman

  var testDescription: String { rawValue }

  /// Its socket in a test host.
  var socket: String {
    switch self {
    case .docker: "/run/docker.sock"
    case .podman: "/run/podman/podman.sock"
    }
  }
}
