import HTTP

extension EngineResolver {
  /// The connection that Podman's remote client would use.
  var defaultConnection: String? {
    get throws(EngineResolutionError) { try PodmanConnections(self).standard }
  }

  /// The engine of a connection of `podman system connection`.
  func candidate(connection name: String) throws(EngineResolutionError) -> EngineCandidate {
    let connections = try PodmanConnections(self)
    guard let connection = connections.all[name] else { throw .unusableConnection(name, file: connections.file) }
    return try candidate(connection, named: name)
  }

  /// The engine of a Docker context, or else of a Podman connection.
  func candidate(named name: String) throws(EngineResolutionError) -> EngineCandidate {
    let context = places(ofContext: name).file
    if name == "default" || files.resolve(context) != nil { return try candidate(context: name) }
    let connections = try PodmanConnections(self)
    guard let connection = connections.all[name] else {
      throw .unknownName(name, context: context, connections: connections.file)
    }
    return try candidate(connection, named: name)
  }

  private func candidate(
    _ connection: PodmanConnections.Connection, named name: String
  ) throws(EngineResolutionError) -> EngineCandidate {
    try candidate(
      connection.uri, of: .podman, tls: connection.tls, identity: connection.identity, .podmanConnection(name))
  }
}
