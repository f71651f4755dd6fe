import ArgumentParser
import Compose
import NodeSpec
import Orchestrator
import Planning

/// Fetches the images of nodes.
struct PullCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Pulls the images of nodes, also those that are there, and changes nothing else.",
    discussion: """
      nodectl pull             all images of the spec's nodes
      nodectl pull edge-01     those of one node

      A container goes on with the image that it was made from; nodectl up --pull always replaces \
      those that have a newer one.
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions

  @Option(help: "How many nodes to work on at a time.")
  var parallel = 8

  func validate() throws {
    if parallel < 1 { throw ValidationError("--parallel takes a number from 1") }
  }

  func run(in context: Context) async throws {
    // Who may not read a node's secrets may pull its images all the same.
    let nodes = try SpecLoader.load(specs, in: context).map { DesiredNode(withoutSecrets: $0) }
    let batch = NodeBatch(nodes: nodes, limit: parallel, name: \.name)
    let results = try await ProgressReport(context: context, options: progress).run { sink in
      await batch.run { node in try await pull(node, in: context, sink) }
    }
    try batch.report(results, in: context)
  }

  private func pull(_ node: DesiredNode, in context: Context, _ sink: @escaping ProgressSink) async throws -> String {
    let request = Observation.Request(node: node.name)
    let changed = try await EngineSession(context: context, options: engines).run(node.spec.engine.value) { search in
      try await NodeUp(
        node, UpOptions(), timeout: .zero, observe: { try await search.observe(request) }, host: context.host,
        progress: sink
      ).pull()
    }
    guard !changed.isEmpty else { return "\(node.name): has its images, none is newer" }
    return "\(node.name): new here: \(changed.joined(separator: ", ")); nodectl up --pull always uses what is new"
  }
}
