import HTTP

extension Engine {
  /// Creates a container by Podman's own call: `POST /libpod/containers/create`.
  ///
  /// For what Docker's call loses on the way. Throws ``EngineError/inexpressible(container:detail:)`` for what this one
  /// is not given words for here, rather than leave it out.
  func createContainerThroughLibpod(
    _ name: String, _ configuration: ContainerConfiguration, timeout: Duration
  ) async throws -> String {
    let specification: LibpodSpecification
    do {
      specification = try LibpodSpecification(name, configuration)
    } catch {
      throw EngineError.inexpressible(container: name, detail: error.detail)
    }
    return try await connection.fetch(
      Created.self, Call(.post, "/libpod/containers/create", name), body: try .json(specification), timeout: timeout
    ).id
  }
}
