import Engine
import HTTP
import Host
import NodeSpec
import Orchestrator
import Planning
import SystemPackage

/// Finds the engines that a command may speak to, and starts Podman's service where there is only Podman.
struct EngineSession {
  let context: Context
  let options: EngineOptions

  /// Runs the body with a search among the engines that `--engine`, or else the spec, means.
  func run<Result: Sendable>(
    _ specified: String?, _ body: @Sendable (EngineSearch) async throws -> Result
  ) async throws -> Result {
    let selector = try EngineSelector(options.engine ?? specified ?? "auto")
    do {
      return try await body(try search(candidates(selector), selector))
    } catch let error as EngineResolutionError {
      guard case .noneFound = error, selector == .automatic || selector == .product(.podman),
        PodmanService.isAvailable(path: searchPath)
      else { throw error }
    }
    return try await PodmanService.run(path: searchPath) { socket in
      let candidate = EngineCandidate(address: .direct(.unix(path: socket)), origin: .found)
      return try await body(try search([candidate], selector))
    }
  }

  /// The address of a node that is up; nil where no engine that runs already tells one within a second.
  func address(of node: String, _ specified: String?) async -> IPv4Address? {
    await glance(specified) { try await $0.observe(Observation.Request(node: node)).state.assignedAddress } ?? nil
  }

  /// The services of the nodes on the engines that run already, by the nodes' names; none where none tells within a second.
  func services(_ specified: String?) async -> [String: Set<String>] {
    await glance(specified) { await $0.services() } ?? [:]
  }

  /// What engines tell that run already; nil where none does within a second.
  private func glance<Told: Sendable>(
    _ specified: String?, _ look: @escaping @Sendable (EngineSearch) async throws -> Told
  ) async -> Told? {
    guard let selector = try? EngineSelector(options.engine ?? specified ?? "auto"),
      let found = try? candidates(selector), let search = try? search(found, selector)
    else { return nil }
    return await withTaskGroup(of: Told?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try? await look(search) }
      group.addTask {
        try? await Task.sleep(for: .seconds(1))
        return nil
      }
      return await group.next() ?? nil
    }
  }

  /// What the nodes have that are on the engines of this host, whichever a spec asks for.
  func neighbours() async -> [Claims] {
    guard let candidates = try? candidates(.automatic), let search = try? search(candidates, .automatic) else {
      return []
    }
    return await search.claims()
  }

  private func candidates(_ selector: EngineSelector) throws -> [EngineCandidate] {
    let files = HostFiles(
      read: { path in
        (try? FileReader.read(FilePath(path), limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
      }, resolve: LocalHost.resolve)
    let resolver = EngineResolver(environment: context.environment, userID: LocalHost.userID, files: files)
    return try resolver.candidates(for: selector)
  }

  private func search(_ candidates: [EngineCandidate], _ selector: EngineSelector) throws -> EngineSearch {
    guard options.verbose else { return try EngineSearch(candidates, for: selector) }
    let errors = context.errors
    let start = ContinuousClock.now
    return try EngineSearch(candidates, for: selector) { report in
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
