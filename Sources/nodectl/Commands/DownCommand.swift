import ArgumentParser
import Engine
import NodeSpec
import Orchestrator
import Planning
import Terminal

/// Takes nodes away.
struct DownCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "down",
    abstract: "Takes nodes away: containers, networks, volumes in memory, and all that they leave on the host.",
    discussion: """
      nodectl down                 the spec's nodes; their data stays
      nodectl down edge-01         one, by its name; no spec is needed
      nodectl down --volumes       with what CRI-O and k0s keep
      nodectl down --purge         with the data directory
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var batch: BatchOptions

  @Flag(help: "Remove the named volumes too, and what they hold.")
  var volumes = false

  @Flag(help: "Delete the data directory too.")
  var purge = false

  func run(in context: Context) async throws {
    let nodes = try NamedNodes.load(specs, in: context)
    let batch = NodeBatch(nodes: nodes, limit: batch.parallel, name: \.name)
    let results = try await ProgressReport(context: context, options: progress).run { sink in
      await batch.run { node in try await down(node, in: context, sink) }
    }
    try batch.report(results, in: context)
  }

  private func down(_ node: NamedNode, in context: Context, _ sink: @escaping ProgressSink) async throws -> String {
    let start = ContinuousClock.now
    let (outcome, hint) = try await EngineSession(context: context, options: engines).run(node.engine) { search in
      let request = Observation.Request(node: node.name, stuckAfter: Observation.Request.patience)
      let outcome = try await NodeDown(
        node.name, DownOptions(volumes: volumes, purge: purge), dataDirectory: node.dataDirectory,
        observe: { try await search.observe(request) }, host: context.host,
        waitsForLock: batch.lockWait, progress: sink
      ).run()
      // A slip of the keyboard would otherwise pass for a node that is down.
      let others = outcome.wasThere || node.loaded != nil ? [] : await search.services().keys.sorted()
      return (outcome, Suggestion.sentence(for: node.name, among: others).map { "; \($0)" } ?? "")
    }
    let nowhere = "is not on \(outcome.asked.list), nothing to do\(hint)"
    return "\(node.name): \(outcome.wasThere ? "down after \((ContinuousClock.now - start).text)" : nowhere)"
  }
}
