import HTTP

extension Connection {
  /// The volumes that match: `GET /volumes`.
  package func volumes(_ filters: Filters = [:]) async throws -> [Volume] {
    struct Answer: Decodable {
      @OrEmpty var volumes: [Volume]

      enum CodingKeys: String, CodingKey { case volumes = "Volumes" }
    }
    return try await fetch(Answer.self, Call(.get, "/volumes"), query: try filters.query).volumes
  }
}

extension Engine {
  /// The volumes that match: `GET /volumes`.
  package func volumes(_ filters: Filters = [:]) async throws -> [Volume] {
    try await connection.volumes(filters)
  }

  /// A volume: `GET /volumes/{name}`.
  package func inspectVolume(_ name: String) async throws -> Volume {
    try await connection.fetch(Volume.self, Call(.get, "/volumes/{name}", name))
  }

  /// Creates a volume: `POST /volumes/create`.
  ///
  /// Where one of the name exists, that one is given, whatever its options are: compare them.
  package func createVolume(_ configuration: VolumeConfiguration) async throws -> Volume {
    try await connection.fetch(
      Volume.self, Call(.post, "/volumes/create", configuration.name), body: try .json(configuration))
  }

  /// Removes a volume that no container has, and what is in it: `DELETE /volumes/{name}`.
  package func removeVolume(_ name: String, force: Bool = false) async throws {
    try await connection.fetch(Call(.delete, "/volumes/{name}", name), query: [("force", "\(force)")])
  }
}
