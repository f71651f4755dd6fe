import FoundationEssentials

extension EngineResolver {
  /// The connection that Podman's remote client would use.
  var defaultConnection: String? {
    connections?.standard.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The engine of a connection of `podman system connection`.
  func candidate(connection name: String) throws(EngineResolutionError) -> EngineCandidate {
    guard let uri = connections?.all[name]?.uri else { throw .unusableConnection(name, file: connectionsFile) }
    return try candidate(uri, tls: nil, .podmanConnection(name))
  }

  private var connectionsFile: String {
    let configuration = environment["XDG_CONFIG_HOME"] ?? "\(home)/.config"
    return environment["PODMAN_CONNECTIONS_CONF"] ?? "\(configuration)/containers/podman-connections.json"
  }

  private var connections: Connections.List? {
    files.read(connectionsFile).flatMap { try? JSONDecoder().decode(Connections.self, from: Data($0.utf8)) }?.connection
  }

  private struct Connections: Decodable {
    struct List: Decodable {
      let standard: String?
      @OrEmpty var all: [String: Item]

      enum CodingKeys: String, CodingKey {
        case standard = "Default"
        case all = "Connections"
      }
    }

    struct Item: Decodable {
      let uri: String

      enum CodingKeys: String, CodingKey { case uri = "URI" }
    }

    let connection: List

    enum CodingKeys: String, CodingKey { case connection = "Connection" }
  }
}
