import Engine
import HTTP
import Host
import Orchestrator

/// The ways to those of some engines that are reached through ssh.
struct SSHRoutes: Sendable {
  private let opened: [Opened]

  private struct Opened: Sendable {
    let target: SSHTarget
    /// The sockets on the target's host.
    let sockets: [String]
    let connection: Result<SSHConnection, any Error>
  }

  /// Connects to all hosts at once; a host that cannot be reached is in the way of no other.
  ///
  /// Throws `CancellationError` alone.
  init(to candidates: [EngineCandidate], in context: Context) async throws {
    var sockets: [SSHTarget: [String]] = [:]
    for case .ssh(let target, let socket?) in candidates.map(\.address) { sockets[target, default: []].append(socket) }
    opened = await withTaskGroup(of: Opened.self) { group in
      for (target, sockets) in sockets { group.addTask { await Self.open(target, sockets, in: context) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    try Task.checkCancellation()
  }

  private static func open(_ target: SSHTarget, _ sockets: [String], in context: Context) async -> Opened {
    do {
      let connection = try await context.connections.forward(
        sockets, over: target.arguments, environment: context.environment)
      return Opened(target: target, sockets: sockets, connection: .success(connection))
    } catch {
      return Opened(target: target, sockets: sockets, connection: .failure(error))
    }
  }

  func places(of candidates: [EngineCandidate]) -> [EnginePlace] {
    candidates.map { EnginePlace($0, at: endpoint(of: $0.address)) }
  }

  private func endpoint(of address: EngineAddress) -> Result<Endpoint, any Error> {
    switch address {
    case .direct(let endpoint): return .success(endpoint)
    case .ssh(let target, let socket):
      guard let route = opened.first(where: { $0.target == target }),
        let index = route.sockets.firstIndex(where: { $0 == socket })
      else { preconditionFailure("every candidate behind ssh names its socket, and has its route") }
      return route.connection.map { .forwarded(socket: $0.sockets[index], to: "\(address)") }
    }
  }

  /// Runs the body; where it fails after a connection has broken, its error says so, in ssh's words.
  func tellingLosses<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch  where error.mayTellOfLoss {
      let failure = String(Failure(error).message.trimmingPrefix("error: "))
      for route in opened {
        if let loss = await (try? route.connection.get())?.loss(during: failure) { throw loss }
      }
      throw error
    }
  }
}

extension Error {
  /// Whether a connection that has broken may be its cause.
  fileprivate var mayTellOfLoss: Bool {
    if let error = self as? EngineError { error.isConnectionLost } else { self is NodeFailure }
  }
}

extension [EngineCandidate] {
  /// Those that need no other program to be reached.
  var directPlaces: [EnginePlace] {
    compactMap { candidate in
      guard case .direct(let endpoint) = candidate.address else { return nil }
      return EnginePlace(candidate, at: .success(endpoint))
    }
  }
}
