package import Images
import HTTP

extension Engine {
  /// The images that the engine holds: `GET /images/json`.
  package func images(_ filters: Filters = [:]) async throws -> [Image] {
    try await connection.fetch([Image].self, Call(.get, "/images/json"), query: try filters.query)
  }

  /// An image: `GET /images/{name}/json`; ``EngineError/isNotFound`` if it has to be pulled.
  package func inspectImage(_ reference: ImageReference) async throws -> ImageDetails {
    try await connection.fetch(ImageDetails.self, Call(.get, "/images/{name}/json", "\(reference)"))
  }

  /// What the engine knows of the image of an id, which need have no reference: `GET /images/{id}/json`.
  package func inspectImage(id: String) async throws -> ImageDetails {
    try await connection.fetch(ImageDetails.self, Call(.get, "/images/{name}/json", id))
  }

  /// Pulls an image: `POST /images/create`.
  ///
  /// The stream must be read to its end: only then is the image there. `platform` is `os/architecture[/variant]`.
  /// Throws ``EngineError/pullFailed(image:status:message:)``, here or in the stream.
  package func pull(
    _ reference: ImageReference, platform: String? = nil, credentials: RegistryCredentials? = nil
  ) async throws -> Pull {
    let call = Call(.post, "/images/create", "\(reference)")
    // Without a tag or digest all tags would be pulled.
    var query: Connection.Query = [
      ("fromImage", reference.name), ("tag", reference.digest ?? reference.tag ?? "latest"),
    ]
    if let platform { query.append(("platform", platform)) }
    let headers: Headers = if let credentials { ["X-Registry-Auth": try credentials.header] } else { [:] }
    do {
      return Pull(JSONLines(try await connection.open(call, query: query, headers: headers), of: call), of: reference)
    } catch EngineError.refused(let refusal) {
      throw EngineError.pullFailed(image: "\(reference)", status: refusal.status, message: refusal.message)
    }
  }

  /// Takes images over from a tar archive: `POST /images/load`.
  ///
  /// They keep their names if those are full.
  package func loadImages(_ archive: [UInt8], timeout: Duration = .seconds(300)) async throws {
    struct Line: Decodable, Sendable { let error: String? }
    let call = Call(.post, "/images/load")
    let body = try await connection.open(call, query: [("quiet", "true")], body: .tar(archive), timeout: timeout)
    for try await line in JSONLines<Line>(body, of: call) {
      if let error = line.error { throw EngineError.refused(Refusal(call, status: 200, message: error)) }
    }
  }
}
