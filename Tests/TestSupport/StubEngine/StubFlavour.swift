/// Whose engine a stub is.
package enum StubFlavour: Hashable, Sendable {
  case docker(api: String)
  case podman(version: String, api: String)

  package static let docker = StubFlavour.docker(api: "1.51")
  package static let podman = StubFlavour.podman(version: "5.4.2", api: "1.41")

  package var isPodman: Bool { if case .podman = self { true } else { false } }

  package var api: String {
    switch self {
    case .docker(let api), .podman(_, let api): api
    }
  }

  /// The headers of every answer.
  var headers: [String: String] {
    switch self {
    case .docker(let api): ["Api-Version": api, "Server": "Docker/28.5.2 (linux)", "Ostype": "linux"]
    case .podman(let version, let api):
      ["Api-Version": api, "Libpod-Api-Version": version, "Server": "Libpod/\(version) (linux)"]
    }
  }
}
