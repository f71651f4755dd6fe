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

  /// What came of looking for a node.
  struct Look: Sendable {
    let node: String
    let found: Result<Found, any Error>
  }

  /// Runs the body with what the options name, while its engines can be reached.
  ///
  /// A word without a slash is of the spec here; where there is none, of any node on the engine. A node that cannot be
  /// found, or whose engine cannot be reached, keeps none of the others from the body.
  func run<Result: Sendable>(
    _ options: ServiceOptions, _ body: @Sendable ([Look]) async throws -> Result
  ) async throws -> Result {
    try await run(options.services, options.files, body)
  }

  /// Runs the body with what the words name.
  func run<Result: Sendable>(
    _ words: [String], _ files: SpecFiles, _ body: @Sendable ([Look]) async throws -> Result
  ) async throws -> Result {
    let specified =
      words.isEmpty || !files.file.isEmpty
      ? try SpecLoader.load(files, in: context).map(NamedNode.init)
      : NamedNodes.ofReadableSpecs(files, in: context)
    let named = words.compactMap { nodeName(in: $0, specified) }
    if specified.isEmpty, named.count < words.count {
      return try await EngineSession(context: context, options: engines).run(nil) { search in
        let seen = try await search.observeAll().map { observation in
          let node = observation.node ?? ""
          return Found(NamedNode(name: node, loaded: nil), observation) {
            try await search.observe(.ofServices(of: node))
          }
        }
        return try await body(try chosen(words, seen.map { Look(node: $0.node.name, found: .success($0)) }))
      }
    }
    var nodes = named.count < words.count || words.isEmpty ? specified : []
    for name in named where !nodes.contains(where: { $0.name == name }) { nodes.append(specified.named(name)) }
    let looked = nodes
    return try await Gathering.run(nodes.map(keeper)) { found in
      try await body(try chosen(words, zip(looked, found).map { Look(node: $0.name, found: $1) }))
    }
  }

  /// The node that a word names; nil where it names a service alone.
  private func nodeName(in word: String, _ specified: [NamedNode]) -> String? {
    let parts = word.split(separator: "/").map(String.init)
    let isOfSpec = !word.hasPrefix("/") && specified.contains { $0.name == parts.first }
    return parts.count == 2 || isOfSpec ? parts.first : nil
  }

  /// Looks for a node, and keeps its engine within reach.
  private func keeper(of node: NamedNode) -> Gathering.Keeper<Found> {
    { give in
      try await EngineSession(context: context, options: engines).run(node.engine) { search in
        let observe = { @Sendable in try await search.observe(.ofServices(of: node.name)) }
        let observation = try await observe()
        guard !observation.state.containers.isEmpty || !observation.stuck.isEmpty else {
          throw Failure(.failed, "error: \(await search.absence(of: node, asked: observation.asked))")
        }
        try await give(Found(node, observation, observe))
      }
    }
  }

  /// Of what was looked for that which the words mean.
  private func chosen(_ words: [String], _ looks: [Look]) throws -> [Look] {
    let nodes = looks.map { ServiceSelection.Node(name: $0.node, services: try? $0.found.get().services) }
    let choices = try ServiceSelection(nodes: nodes).choices(words)
    return looks.compactMap { look in
      guard let found = try? look.found.get() else { return look }
      let services = choices.filter { $0.node == look.node }.map(\.service)
      return services.isEmpty ? nil : Look(node: look.node, found: .success(found.with(services)))
    }
  }
}

extension Observation.Request {
  fileprivate static func ofServices(of node: String) -> Self { Self(node: node, stuckAfter: patience) }
}

extension ServiceSearch.Found {
  /// All services of a node that have a container, last those whose engine does not tell of it.
  fileprivate init(
    _ node: NamedNode, _ observation: Observation, _ observe: @escaping @Sendable () async throws -> Observation
  ) {
    let services =
      observation.state.containersInStartOrder.compactMap(\.service)
      + observation.stuck.compactMap { $0.labels[Label.service] }
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
