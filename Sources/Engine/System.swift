import HTTP

extension Engine {
  /// What the engine tells of itself and its host: `GET /info`.
  ///
  /// It takes a while on a busy host.
  package func info() async throws -> EngineInfo {
    try await connection.fetch(EngineInfo.self, Call(.get, "/info"))
  }

  /// The versions of the engine and its parts: `GET /version`.
  package func version() async throws -> EngineVersion {
    try await connection.fetch(EngineVersion.self, Call(.get, "/version"))
  }
}
