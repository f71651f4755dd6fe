import HTTP

/// What an engine says of itself before anything else.
package struct Ping: Hashable, Sendable {
  package let product: Product
  /// The newest version of Docker's API that it speaks.
  package let apiVersion: Version
  /// Podman's own version; nil of Docker.
  package let libpodVersion: Version?
}

extension Connection {
  /// Asks who is there, by `HEAD /_ping`, or `GET /_ping` where a HEAD is not let through.
  ///
  /// Engines are told apart by headers alone. Throws ``EngineError/notAnEngine(_:found:)`` where they are not an
  /// engine's.
  package func ping(timeout: Duration = .seconds(10)) async throws -> Ping {
    var last: Response<[UInt8]>?
    for method in [Method.head, .get] {
      let call = Call(method, "/_ping")
      let request = Request(method, call.path(at: nil), timeout: limit(timeout))
      let response: Response<[UInt8]>
      do {
        response = try await Self.translating(call) { try await client.fetch(request) }
      } catch EngineError.unanswered(_, .broken(let reason)) {
        // It takes every connection, and closes those for which there is no socket on the other side.
        if case .forwarded = endpoint {
          let cause = "no engine's service runs there, or the user that ssh logs in may not use its socket"
          throw EngineError.unreachable(endpoint, .unreachable(endpoint, errno: 0, reason: cause))
        }
        throw EngineError.notAnEngine(endpoint, found: reason)
      } catch EngineError.unanswered(_, .timedOut(let limit)) {
        throw EngineError.unreachable(endpoint, .timedOut(after: limit))
      }
      if response.status == 200, let ping = Ping(response.headers) { return ping }
      last = response
    }
    let found = last.map { "status \($0.status)" + ($0.headers["Server"].map { " from \($0)" } ?? "") } ?? "nothing"
    throw EngineError.notAnEngine(endpoint, found: "it answered /_ping with \(found)")
  }
}

extension Ping {
  init?(_ headers: Headers) {
    guard let api = headers["Api-Version"].flatMap({ Version($0) }) else { return nil }
    apiVersion = api
    libpodVersion = headers["Libpod-Api-Version"].flatMap { Version($0) }
    product = libpodVersion != nil || headers["Server"]?.hasPrefix("Libpod/") == true ? .podman : .docker
  }
}
