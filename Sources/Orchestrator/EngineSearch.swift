package import Engine
package import HTTP
package import Planning

/// Finds the engine of a node among those that are there.
package struct EngineSearch: Sendable {
  private let candidates: [(candidate: EngineCandidate, connection: Result<Connection, any Error>)]
  private let selector: EngineSelector

  /// The observer is told of every call to any engine.
  package init(
    _ places: [EnginePlace], for selector: EngineSelector, observer: (@Sendable (ExchangeReport) -> Void)? = nil
  ) {
    self.selector = selector
    candidates = places.map { place in
      (place.candidate, place.endpoint.map { Connection($0, observer: observer) })
    }
  }

  /// One look, at the engine that holds the node, or else, where all answer, at the first.
  ///
  /// Throws ``EngineSearchError`` where several hold it, and where none is seen to and one that may does not answer; where
  /// none answers at all, what kept an engine from it, one that is there before one that is not.
  package func observe(_ request: Observation.Request) async throws -> Observation {
    let looks = await onEach { try await Observation.look(request, over: $0) }
    let answers = looks.compactMap { try? $0.get() }.filter { selector.accepts($0.engine.product) }
    let holders = answers.filter { !$0.state.containers.isEmpty || !$0.stuck.isEmpty }
    if holders.count > 1 {
      throw EngineSearchError.onSeveral(request.node, holders.map { "\($0.engine.connection.endpoint)" })
    }
    if var observation = holders.first ?? answers.first {
      if holders.isEmpty { try checkAnswers(looks, for: request.node, beside: observation.engine.connection.endpoint) }
      observation.asked = answers.map(\.engine.connection.endpoint)
      return observation
    }
    let failures = looks.compactMap(\.failure)
    let told = failures.first { ($0 as? EngineError)?.isNobody != true } ?? failures.first
    if let told { throw told }
    throw EngineSearchError.wrongProduct(selector, candidates.map { "\($0.candidate)" })
  }

  /// An engine that is there and does not answer may hold the node: with another there would be two of it.
  ///
  /// One that this user may not speak to is none of his, and what is too old, or no engine, has no node.
  private func checkAnswers(
    _ looks: [Result<Observation, any Error>], for node: String, beside engine: Endpoint
  ) throws {
    for case (.failure(let error), let candidate) in zip(looks, candidates) {
      try Task.checkCancellation()
      if let error = error as? EngineError, error.isForbidden || error.isUnfit { continue }
      throw EngineSearchError.unheard(node, "\(candidate.candidate)", reason: "\(error)", other: "\(engine)")
    }
  }

  /// Every node on the engines that answer, by name.
  ///
  /// Throws what kept the first engine from it where none answers.
  package func observeAll() async throws -> [Observation] {
    let looks = await onEach { try await Observation.all(over: $0) }
    let answers = looks.compactMap { try? $0.get() }
    if answers.isEmpty { for look in looks { _ = try look.get() } }
    return answers.joined().filter { selector.accepts($0.engine.product) }.sorted { ($0.node ?? "") < ($1.node ?? "") }
  }

  /// The services of the nodes on the engines that answer, by the nodes' names; one call to each engine.
  package func services() async -> [String: Set<String>] {
    let looks = await onEach { try await $0.containers(.labels(Label.version)) }
    var services: [String: Set<String>] = [:]
    for container in looks.compactMap({ try? $0.get() }).joined() {
      guard let node = container.labels[Label.project], let service = container.labels[Label.service] else { continue }
      services[node, default: []].insert(service)
    }
    return services
  }

  /// The engines that answer, as ``observeAll()`` finds them.
  package func engines() async throws -> [Engine] {
    let looks = await onEach { try await Engine.negotiate(over: $0) }
    let answers = looks.compactMap { try? $0.get() }
    if answers.isEmpty { for look in looks { _ = try look.get() } }
    return answers.filter { selector.accepts($0.product) }
  }

  /// What the nodes have that are on the engines of this host that answer.
  package func claims() async -> [Claims] {
    let looks = await onEach { connection in
      connection.endpoint.isLocal ? try await connection.containers(.labels(Label.version)) : []
    }
    return looks.compactMap { try? $0.get() }.joined().compactMap { Claims(labels: $0.labels) }
  }

  /// What each candidate told, in their order.
  private func onEach<Told: Sendable>(
    _ look: @escaping @Sendable (Connection) async throws -> Told
  ) async -> [Result<Told, any Error>] {
    await withTaskGroup(of: Look<Told>.self) { group in
      for (position, candidate) in candidates.enumerated() {
        group.addTask { await Look(position: position, over: candidate.connection, look) }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.position < $1.position }.map(\.result)
    }
  }

  private struct Look<Told: Sendable>: Sendable {
    let position: Int
    let result: Result<Told, any Error>

    init(
      position: Int, over connection: Result<Connection, any Error>, _ look: (Connection) async throws -> Told
    ) async {
      self.position = position
      do { result = .success(try await look(try connection.get())) } catch { result = .failure(error) }
    }
  }
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
