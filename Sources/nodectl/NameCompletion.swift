import ArgumentParser
import Compose
import NodeSpec
import Orchestrator
import Planning

/// What a shell completes the names of nodes and services with: those of the specs here, and those on engines.
///
/// It says nothing where there is no spec or no engine, and waits for an engine a second at most.
enum NameCompletion {
  @Sendable static func nodes(_ words: [String], _ index: Int, _ prefix: String) async -> [String] {
    await names(words).keys.sorted()
  }

  /// `SERVICE`, or behind a node's name and a slash `NODE/SERVICE`.
  @Sendable static func services(_ words: [String], _ index: Int, _ prefix: String) async -> [String] {
    let names = await names(words)
    guard prefix.contains("/") else {
      return Set(names.values.joined()).sorted() + names.keys.map { "\($0)/" }.sorted()
    }
    return names.flatMap { node, services in services.map { "\(node)/\($0)" } }.sorted()
  }

  @Sendable static func nodesAndServices(_ words: [String], _ index: Int, _ prefix: String) async -> [String] {
    let names = await names(words)
    return await services(words, index, prefix) + (prefix.contains("/") ? [] : names.keys.sorted())
  }

  /// The services of every node that is known, by the nodes' names.
  private static func names(_ words: [String]) async -> [String: Set<String>] {
    var context = Context.process()
    context.errors = Output(nil)
    guard let files = try? SpecFiles.parse(values(of: ["-f", "--file"], in: words).flatMap { ["--file", $0] }),
      let engines = try? EngineOptions.parse(
        values(of: ["--engine"], in: words).suffix(1).flatMap { ["--engine", $0] })
    else { return [:] }
    let specified = NamedNodes.ofReadableSpecs(files, in: context)
    let engine = specified.lazy.compactMap(\.engine).first
    var names = await EngineSession(context: context, options: engines).services(engine)
    for node in specified {
      guard let loaded = node.loaded else { continue }
      names[node.name, default: []].formUnion(DesiredNode(withoutSecrets: loaded).project.services.map(\.name))
    }
    return names
  }

  /// What follows such options on the command line.
  private static func values(of options: [String], in words: [String]) -> [String] {
    zip(words, words.dropFirst()).filter { options.contains($0.0) }.map(\.1)
  }
}
