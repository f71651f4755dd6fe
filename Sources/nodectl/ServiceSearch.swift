import Engine
import Orchestrator
import Planning

/// Finds the nodes and services that a command line names, each on its engine.
struct ServiceSearch {
  let context: Context
  let engines: EngineOptions

  /// Services of a node that were found.
  struct Found: Sendable {
    let node: NamedNode
    /// What is depended on first.
    let services: [String]
    /// The look that found them.
    let observation: Observation
    /// Looks again.
    let observe: @Sendable () async throws -> Observation
  }

  /// Runs the body with what the options name, while its engines can be reached.
  ///
  /// A word without a slash is of the spec here; where there is none, of any node on the engine.
  func run<Result: Sendable>(
    _ options: ServiceOptions, _ body: @Sendable ([Found]) async throws -> Result
  ) async throws -> Result {
    try await run(options.services, options.files, body)
  }

  /// Runs the body with what the words name.
  func run<Result: Sendable>(
    _ words: [String], _ files: SpecFiles, _ body: @Sendable ([Found]) async throws -> Result
  ) async throws -> Result {
    let specified =
      words.isEmpty || !files.file.isEmpty
      ? try SpecLoader.load(files, in: context).map(NamedNode.init)
      : NamedNodes.ofReadableSpecs(files, in: context)
    let named = words.compactMap { word in word.split(separator: "/").count == 2 ? word.prefix { $0 != "/" } : nil }
    if specified.isEmpty, named.count < words.count {
      return try await EngineSession(context: context, options: engines).run(nil) { search in
        let seen = try await search.observeAll().map { observation in
          let node = observation.node ?? ""
          return Found(NamedNode(name: node, loaded: nil), observation) {
            try await search.observe(Observation.Request(node: node))
          }
        }
        return try await body(try chosen(words, seen))
      }
    }
    var nodes = named.count < words.count || words.isEmpty ? specified : []
    for name in named where !nodes.contains(where: { $0.name == name }) { nodes.append(specified.named(String(name))) }
    return try await observing(nodes[...], []) { try await body(try chosen(words, $0)) }
  }

  /// Looks for one node after the other, and keeps what reaches their engines until the body has ended.
  private func observing<Result: Sendable>(
    _ nodes: ArraySlice<NamedNode>, _ seen: [Found], _ body: @Sendable ([Found]) async throws -> Result
  ) async throws -> Result {
    guard let node = nodes.first else { return try await body(seen) }
    return try await EngineSession(context: context, options: engines).run(node.engine) { search in
      let observe = { @Sendable in try await search.observe(Observation.Request(node: node.name)) }
      let observation = try await observe()
      guard !observation.state.containers.isEmpty else {
        throw Failure(.failed, "error: \(await search.absence(of: node, asked: observation.asked))")
      }
      return try await observing(nodes.dropFirst(), seen + [Found(node, observation, observe)], body)
    }
  }

  /// Of what was seen that which the words mean, in their order.
  private func chosen(_ words: [String], _ seen: [Found]) throws -> [Found] {
    let nodes = seen.map { ServiceSelection.Node(name: $0.node.name, services: $0.services) }
    let choices = try ServiceSelection(nodes: nodes).choices(words)
    return seen.compactMap { found in
      let services = choices.filter { $0.node == found.node.name }.map(\.service)
      return services.isEmpty ? nil : found.with(services)
    }
  }
}

extension ServiceSearch.Found {
  /// All services of a node that have a container.
  fileprivate init(
    _ node: NamedNode, _ observation: Observation, _ observe: @escaping @Sendable () async throws -> Observation
  ) {
    let services = observation.state.containersInStartOrder.compactMap(\.service)
    self.init(node: node, services: services.uniqued, observation: observation, observe: observe)
  }

  fileprivate func with(_ services: [String]) -> Self {
    Self(node: node, services: services, observation: observation, observe: observe)
  }

  func container(of service: String) -> ContainerDetails? {
    observation.state.container(of: service).flatMap { container in
      observation.details.first { $0.id == container.id }
    }
  }
}
