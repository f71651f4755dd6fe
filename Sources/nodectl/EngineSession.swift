import Engine
import HTTP
import Host
import NodeSpec
import Orchestrator
import Planning

/// Finds the engines that a command may speak to, and starts Podman's service where there is only Podman.
struct EngineSession {
  let context: Context
  let options: EngineOptions

  /// Runs the body with a search among the engines that `--engine`, or else the spec, means.
  func run<Result: Sendable>(
    _ specified: String?, _ body: @Sendable (EngineSearch) async throws -> Result
  ) async throws -> Result {
    let selector = try EngineSelector(options.engine ?? specified ?? "auto")
    let candidates: [EngineCandidate]
    do {
      candidates = try self.candidates(selector)
    } catch let error as EngineResolutionError {
      guard case .noneFound = error, selector == .automatic || selector == .product(.podman),
        PodmanService.isAvailable(path: searchPath)
      else { throw error }
      return try await PodmanService.run(path: searchPath) { socket in
        let candidate = EngineCandidate(address: .direct(.unix(path: socket)), origin: .found)
        return try await body(search([candidate].directPlaces, selector))
      }
    }
    let routes = try await SSHRoutes(to: candidates, in: context)
    return try await routes.tellingLosses { try await body(search(routes.places(of: candidates), selector)) }
  }

  /// The address of a node that is up; nil where no engine that runs already tells one within ten seconds.
  func address(of node: String, _ specified: String?) async -> IPv4Address? {
    await glance(specified, within: .seconds(10)) {
      try await $0.observe(Observation.Request(node: node)).state.assignedAddress
    } ?? nil
  }

  /// The services of the nodes on the engines that run already, by the nodes' names; none where none tells within a second.
  func services(_ specified: String?) async -> [String: Set<String>] {
    await glance(specified, within: .seconds(1)) { await $0.services() } ?? [:]
  }

  /// What engines tell that run already; nil where none does in time.
  private func glance<Told: Sendable>(
    _ specified: String?, within limit: Duration, _ look: @escaping @Sendable (EngineSearch) async throws -> Told
  ) async -> Told? {
    await withTaskGroup(of: Told?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try? await self.look(specified, look) }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      return await group.next() ?? nil
    }
  }

  private func look<Told: Sendable>(
    _ specified: String?, _ look: @Sendable (EngineSearch) async throws -> Told
  ) async throws -> Told {
    let selector = try EngineSelector(options.engine ?? specified ?? "auto")
    let candidates = try candidates(selector)
    let routes = try await SSHRoutes(to: candidates, in: context)
    return try await look(search(routes.places(of: candidates), selector))
  }

  /// What the nodes have that are on the engines of this host, whichever a spec asks for.
  func neighbours() async -> [Claims] {
    guard let candidates = try? candidates(.automatic) else { return [] }
    return await search(candidates.directPlaces, .automatic).claims()
  }

  private func candidates(_ selector: EngineSelector) throws -> [EngineCandidate] {
    let resolver = EngineResolver(environment: context.environment, userID: LocalHost.userID, files: .ofThisHost)
    return try resolver.candidates(for: selector)
  }

  private func search(_ places: [EnginePlace], _ selector: EngineSelector) -> EngineSearch {
    guard options.verbose else { return EngineSearch(places, for: selector) }
    let errors = context.errors
    let start = ContinuousClock.now
    return EngineSearch(places, for: selector) { report in
      let status = report.status.map(String.init) ?? "no answer"
      errors.print(
        "[\((ContinuousClock.now - start).milliseconds) ms] \(report.method.rawValue) \(report.target): \(status)"
          + " after \(report.duration.milliseconds) ms")
    }
  }

  private var searchPath: String { context.environment["PATH"] ?? "/usr/sbin:/usr/bin:/sbin:/bin" }
}

extension Duration {
  /// In tenths.
  fileprivate var milliseconds: Double { (self / .microseconds(100)).rounded() / 10 }
}
