package import HTTP

/// A container engine: the connection to it, and what was learnt when it was made.
///
/// Its methods are the API's calls, one file for each kind of resource. They throw ``EngineError``, or
/// `CancellationError` where the task was cancelled.
package struct Engine: Sendable {
  /// The connection, at the negotiated version.
  package let connection: Connection
  package let product: Product
  /// The version of Docker's API that is spoken.
  package let apiVersion: Version
  /// Podman's own version; nil of Docker.
  package let libpodVersion: Version?
  package let capabilities: Capabilities

  /// The oldest API that has all that a node needs: Docker 20.10, Podman 4.
  package static let oldestAPI = Version(1, 41)
  /// The newest API that this code was tried with, on Docker 28; newer engines speak it as well.
  package static let newestAPI = Version(1, 51)

  /// Connects and agrees on a version, by one `HEAD /_ping`.
  ///
  /// `pinned` is the version to speak whatever the engine offers, as `DOCKER_API_VERSION` asks for.
  package static func connect(
    _ endpoint: Endpoint, pinned: Version? = nil, observer: (@Sendable (ExchangeReport) -> Void)? = nil
  ) async throws -> Engine {
    try await negotiate(over: Connection(endpoint, observer: observer), pinned: pinned)
  }

  /// Agrees on a version over a connection that may already be in use for lists.
  package static func negotiate(over connection: Connection, pinned: Version? = nil) async throws -> Engine {
    let ping = try await connection.ping()
    let version = pinned ?? min(ping.apiVersion, newestAPI)
    guard version >= oldestAPI else { throw EngineError.tooOld(connection.endpoint, ping.product, api: version) }
    return Engine(connection: connection.at(version), ping: ping, apiVersion: version)
  }

  private init(connection: Connection, ping: Ping, apiVersion: Version) {
    self.connection = connection
    product = ping.product
    self.apiVersion = apiVersion
    libpodVersion = ping.libpodVersion
    capabilities = Capabilities(ping, apiVersion: apiVersion)
  }
}
