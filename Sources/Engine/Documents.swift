import HTTP

extension Engine {
  /// Something that an engine tells of.
  package enum Subject: Sendable {
    /// Itself and its host, as ``info()``.
    case engine
    case version
    case container(String)
    case network(String)
    case volume(String)
  }

  /// What the engine tells of a subject, in its own words: JSON, for people who look for a fault.
  ///
  /// It may hold secrets.
  package func document(on subject: Subject) async throws -> [UInt8] {
    let call =
      switch subject {
      case .engine: Call(.get, "/info")
      case .version: Call(.get, "/version")
      case .container(let name): Call(.get, "/containers/{name}/json", name)
      case .network(let name): Call(.get, "/networks/{name}", name)
      case .volume(let name): Call(.get, "/volumes/{name}", name)
      }
    return try await connection.fetch(call).body
  }
}
