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
    try await following(groups.sorted { ($0.key ?? "") < ($1.key ?? "") }[...], [], in: context)
  }

  /// Those that are named, or of the specs; none for all there are.
  private func nodes(in context: Context) throws(Failure) -> [NamedNode] {
    guard specs.nodes.isEmpty, specs.files.file.isEmpty else { return try NamedNodes.load(specs, in: context) }
    return NamedNodes.ofReadableSpecs(specs.files, in: context)
  }

  /// Finds the engines of one group of nodes after the other, and keeps what reaches them until the events have ended.
  private func following(
    _ groups: ArraySlice<(key: String?, value: [NamedNode])>, _ sources: [NodeEvents], in context: Context
  ) async throws {
    guard let group = groups.first else { return try await follow(sources, in: context) }
    try await EngineSession(context: context, options: engines).run(group.key) { search in
      let engines = try await search.engines()
      let seen = try await search.observeAll()
      for node in group.value where node.loaded == nil && !seen.contains(where: { $0.node == node.name }) {
        let absence = await search.absence(of: node, asked: engines.map(\.connection.endpoint))
        throw Failure(.failed, "error: \(absence)")
      }
      let names = group.value.isEmpty ? nil : Set(group.value.map(\.name))
      let found = engines.map { NodeEvents($0, of: names, seen: seen.flatMap(\.details)) }
      try await following(groups.dropFirst(), sources + found, in: context)
    }
  }

  private func follow(_ sources: [NodeEvents], in context: Context) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for source in sources { group.addTask { try await follow(source, in: context) } }
      try await group.waitForAll()
    }
  }

  private func follow(_ source: NodeEvents, in context: Context) async throws {
    try await source.run(since: since?.time, until: until?.time) { event in
      try context.output.send(Array(((json ? event.json : event.text) + "\n").utf8))
    }
    if until.map({ $0.time > .now }) ?? true {
      throw Failure(
        .failed,
        "error: \(source.engine.connection.endpoint): the engine has ended its events, as it does when it stops")
    }
  }
}
