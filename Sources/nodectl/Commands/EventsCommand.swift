import ArgumentParser
import Engine
import Orchestrator

/// Shows what happens to nodes, as it happens.
struct EventsCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Shows what happens to the services of nodes, as their engines tell it, until Ctrl-C.",
    discussion: """
      nodectl events                       of the spec's nodes; without a spec, of all on the engines
      nodectl events edge-01 --since 1h    of one, and what has happened within the last hour
      nodectl events --json                a JSON object a line, for programs

      Engines remember the latest events only, Docker 256 of all its containers, health checks among them.
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Option(help: "Also what has happened since: 10m, 1h30m, or a time such as 2026-11-23T14:00:00Z.")
  var since: Moment?

  @Option(help: "Only what happens until then, as with --since.")
  var until: Moment?

  @Flag(help: "As JSON, an object a line.")
  var json = false

  func run(in context: Context) async throws {
    let nodes = try nodes(in: context)
    let groups = nodes.isEmpty ? [nil: []] : Dictionary(grouping: nodes, by: \.engine)
    let sorted = groups.sorted { ($0.key ?? "") < ($1.key ?? "") }
    try await Gathering.run(sorted.map { keeper(of: $1, on: $0, in: context) }) { found in
      var failures = FailedNodes(in: context)
      let sources = try zip(sorted, found).compactMap { group, found in
        try failures.value(found, of: group.value.map(\.name).joined(separator: ", "))
      }
      try await follow(sources.flatMap(\.self), &failures, in: context)
      try failures.conclude()
    }
  }

  /// Those that are named, or of the specs; none for all there are.
  private func nodes(in context: Context) throws(Failure) -> [NamedNode] {
    guard specs.nodes.isEmpty, specs.files.file.isEmpty else { return try NamedNodes.load(specs, in: context) }
    return NamedNodes.ofReadableSpecs(specs.files, in: context)
  }

  /// Finds the engines of some nodes that name the same, and keeps them within reach.
  private func keeper(
    of nodes: [NamedNode], on engine: String?, in context: Context
  ) -> Gathering.Keeper<[NodeEvents]> {
    { give in
      try await EngineSession(context: context, options: engines).run(engine) { search in
        let engines = try await search.engines()
        let seen = try await search.observeAll()
        for node in nodes where node.loaded == nil && !seen.contains(where: { $0.node == node.name }) {
          let absence = await search.absence(of: node, asked: engines.map(\.connection.endpoint))
          throw Failure(.failed, "error: \(absence)")
        }
        let names = nodes.isEmpty ? nil : Set(nodes.map(\.name))
        try await give(engines.map { NodeEvents($0, of: names, seen: seen.flatMap(\.details)) })
      }
    }
  }

  /// Follows all to their ends; one that fails is told, and ends none of the others.
  private func follow(_ sources: [NodeEvents], _ failures: inout FailedNodes, in context: Context) async throws {
    try await withThrowingTaskGroup(of: Ended.self) { group in
      for source in sources { group.addTask { try await follow(source, in: context) } }
      for try await ended in group {
        if let error = ended.error { try failures.tell(error, of: ended.engine) }
      }
    }
  }

  private struct Ended: Sendable {
    let engine: String
    let error: (any Error)?
  }

  /// Returns what kept an engine from telling on; throws where nobody listens any more.
  private func follow(_ source: NodeEvents, in context: Context) async throws -> Ended {
    let engine = "\(source.engine.connection.endpoint)"
    do {
      try await source.run(since: since?.time, until: until?.time) { event in
        try context.output.send(Array(((json ? event.json : event.text) + "\n").utf8))
      }
    } catch let error as EngineError {
      return Ended(engine: engine, error: error)
    }
    guard until.map({ $0.time > .now }) ?? true else { return Ended(engine: engine, error: nil) }
    let words = "error: \(engine): the engine has ended its events, as it does when it stops"
    return Ended(engine: engine, error: Failure(.failed, words))
  }
}
