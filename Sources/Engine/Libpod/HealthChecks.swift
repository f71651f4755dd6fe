import HTTP

extension Engine {
  /// Runs a container's health check once, now: `GET /libpod/containers/{name}/healthcheck`, Podman's own.
  ///
  /// Gives whether this run passed; the verdict is the inspection's (``ContainerState/health``). Only for engines that
  /// do not run checks themselves (see ``Capabilities/runsHealthChecksItself``). ``EngineError/isConflict`` where the
  /// container does not run or has no check.
  package func runHealthCheck(of container: String, timeout: Duration = Call.usualTimeout) async throws -> Bool {
    struct Answer: Decodable {
      let status: Health.Status

      enum CodingKeys: String, CodingKey { case status = "Status" }
    }
    let call = Call(.get, "/libpod/containers/{name}/healthcheck", container)
    return try await connection.fetch(Answer.self, call, timeout: timeout).status == .healthy
  }
}
