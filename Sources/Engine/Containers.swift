import HTTP

extension Connection {
  /// The containers that match, also those that do not run: `GET /containers/json`.
  package func containers(_ filters: Filters = [:]) async throws -> [ContainerSummary] {
    try await fetch(
      [ContainerSummary].self, Call(.get, "/containers/json"), query: [("all", "true")] + (try filters.query))
  }
}

extension Engine {
  /// The containers that match, also those that do not run: `GET /containers/json`.
  package func containers(_ filters: Filters = [:]) async throws -> [ContainerSummary] {
    try await connection.containers(filters)
  }

  /// All there is to know of a container: `GET /containers/{name}/json`.
  ///
  /// Asks again, for a second, after an error of the engine's own: Podman has one while a container is removed, and knows
  /// better (``EngineError/isNotFound``) once it is gone.
  package func inspectContainer(
    _ name: String, timeout: Duration = Call.usualTimeout
  ) async throws -> ContainerDetails {
    let call = Call(.get, "/containers/{name}/json", name)
    for pause in Self.removalPauses {
      do {
        return try await connection.fetch(ContainerDetails.self, call, timeout: timeout)
      } catch let error as EngineError where error.refusal?.status == 500 {
        try await Task.sleep(for: pause)
      }
    }
    return try await connection.fetch(ContainerDetails.self, call, timeout: timeout)
  }

  private static let removalPauses = [Duration.zero, .milliseconds(200), .seconds(1)]

  /// Creates a container and gives its id: `POST /containers/create`.
  ///
  /// The image must be there (``EngineError/isNotFound`` if not). Where the route loses what is wanted, the product's own
  /// is used (see ``Capabilities/honoursCgroupNamespaceMode``), or it throws
  /// ``EngineError/inexpressible(container:detail:)``.
  package func createContainer(
    _ name: String, _ configuration: ContainerConfiguration, timeout: Duration = Call.usualTimeout
  ) async throws -> String {
    let requests = capabilities.honoursDeviceDrivers ? [] : configuration.host.deviceRequests
    if let request = requests.first(where: { $0.driver != "cdi" }) {
      throw EngineError.inexpressible(
        container: name,
        detail: "it knows no devices by the driver '\(request.driver)', name them by CDI (such as nvidia.com/gpu=all)")
    }
    if configuration.host.cgroupNamespaceMode == "host" && !capabilities.honoursCgroupNamespaceMode {
      return try await createContainerThroughLibpod(name, configuration, timeout: timeout)
    }
    return try await connection.fetch(
      Created.self, Call(.post, "/containers/create", name), query: [("name", name)],
      body: try .json(configuration), timeout: timeout
    ).id
  }

  /// Starts a container: `POST /containers/{name}/start`.
  ///
  /// False if it ran already.
  @discardableResult
  package func startContainer(_ name: String, timeout: Duration = .seconds(120)) async throws -> Bool {
    try await connection.fetch(Call(.post, "/containers/{name}/start", name), timeout: timeout).status != 304
  }

  /// Stops a container: `POST /containers/{name}/stop`.
  ///
  /// False if it did not run. The engine sends the stop signal, waits for the grace period, in whole seconds, and kills; it answers after that,
  /// for which it gets `margin` on top.
  @discardableResult
  package func stopContainer(
    _ name: String, grace: Duration, margin: Duration = .seconds(30)
  ) async throws -> Bool {
    try await connection.fetch(
      Call(.post, "/containers/{name}/stop", name), query: [("t", "\(grace.wholeSeconds)")], timeout: grace + margin
    ).status != 304
  }

  /// Stops a container, if it runs, and starts it: `POST /containers/{name}/restart`; times as in
  /// ``stopContainer(_:grace:margin:)``.
  package func restartContainer(
    _ name: String, grace: Duration, margin: Duration = .seconds(120)
  ) async throws {
    try await connection.fetch(
      Call(.post, "/containers/{name}/restart", name), query: [("t", "\(grace.wholeSeconds)")],
      timeout: grace + margin)
  }

  /// Sends a signal (`SIGTERM`) to a container's main process: `POST /containers/{name}/kill`.
  package func killContainer(_ name: String, signal: String) async throws {
    try await connection.fetch(Call(.post, "/containers/{name}/kill", name), query: [("signal", signal)])
  }

  /// Removes a container: `DELETE /containers/{name}`.
  ///
  /// `force` kills one that runs; `volumes` removes its anonymous volumes too.
  package func removeContainer(
    _ name: String, force: Bool = false, volumes: Bool = false, timeout: Duration = Call.usualTimeout
  ) async throws {
    try await connection.fetch(
      Call(.delete, "/containers/{name}", name), query: [("force", "\(force)"), ("v", "\(volumes)")],
      timeout: timeout)
  }

  /// Whether something is in a container, running or not, at an absolute path: `HEAD /containers/{name}/archive`.
  ///
  /// What is bound into it counts, what lies on a tmpfs of its own does not. False also where there is no container.
  package func hasFile(_ path: String, in name: String) async throws -> Bool {
    do {
      try await connection.fetch(Call(.head, "/containers/{name}/archive", name), query: [("path", path)])
      return true
    } catch let error as EngineError where error.isNotFound {
      return false
    }
  }

  /// Unpacks a tar archive in a container, running or not: `PUT /containers/{name}/archive`.
  ///
  /// What lies under a tmpfs of the container is not seen in it.
  package func putArchive(
    _ archive: TarArchive, in name: String, at path: String = "/", timeout: Duration = Call.usualTimeout
  ) async throws {
    try await connection.fetch(
      Call(.put, "/containers/{name}/archive", name), query: [("path", path)], body: .tar(archive.bytes),
      timeout: timeout)
  }
}
