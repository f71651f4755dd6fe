import HTTP

extension Connection {
  /// The networks that match: `GET /networks`.
  package func networks(_ filters: Filters = [:]) async throws -> [Network] {
    try await fetch([Network].self, Call(.get, "/networks"), query: try filters.query)
  }
}

extension Engine {
  /// The networks that match: `GET /networks`.
  package func networks(_ filters: Filters = [:]) async throws -> [Network] {
    try await connection.networks(filters)
  }

  /// A network with the containers attached to it: `GET /networks/{name}`.
  ///
  /// By id wherever it is known: Docker before 25 may hold several of one name.
  package func inspectNetwork(_ name: String) async throws -> Network {
    try await connection.fetch(Network.self, Call(.get, "/networks/{name}", name))
  }

  /// Creates a network and gives its id: `POST /networks/create`.
  package func createNetwork(_ configuration: NetworkConfiguration) async throws -> String {
    try await connection.fetch(
      Created.self, Call(.post, "/networks/create", configuration.name), body: try .json(configuration)
    ).id
  }

  /// Removes a network that no container is attached to, by name or id: `DELETE /networks/{name}`.
  package func removeNetwork(_ name: String) async throws {
    // Podman takes the network from under its containers if it is named by its id (5.4.2, 5.8.6).
    let name = capabilities.protectsNetworksByID ? name : try await inspectNetwork(name).name
    try await connection.fetch(Call(.delete, "/networks/{name}", name))
  }

  /// Attaches a container to a network: `POST /networks/{name}/connect`.
  package func connect(
    _ container: String, to network: String, as endpoint: NetworkEndpoint = NetworkEndpoint()
  ) async throws {
    try await connection.fetch(
      Call(.post, "/networks/{name}/connect", network),
      body: try .json(Membership(container: container, endpoint: endpoint)))
  }

  /// Detaches a container from a network: `POST /networks/{name}/disconnect`.
  ///
  /// `force` also drops what an engine that crashed left of a container that is gone.
  package func disconnect(_ container: String, from network: String, force: Bool = false) async throws {
    try await connection.fetch(
      Call(.post, "/networks/{name}/disconnect", network),
      body: try .json(Membership(container: container, force: force)))
  }

  private struct Membership: Encodable {
    let container: String
    var endpoint: NetworkEndpoint?
    var force: Bool?

    enum CodingKeys: String, CodingKey {
      case container = "Container"
      case endpoint = "EndpointConfig"
      case force = "Force"
    }
  }
}
