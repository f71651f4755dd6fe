import ArgumentParser
import Doctor
import Compose
import NodeSpec
import Orchestrator
import Planning
import Terminal

/// Makes nodes run, and waits until they are ready.
struct UpCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Brings nodes up, or to what their specs say, and waits until they are ready.",
    discussion: """
      nodectl up                   all of the spec's nodes
      nodectl up edge-01           one of them
      nodectl up --wait healthy    without waiting for the cluster
      nodectl up --rejoin          with a fresh join token, after the cluster has forgotten the node
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var batch: BatchOptions

  @OptionGroup var convergence: ConvergenceOptions

  @Option(help: "How long a service may take to become healthy, such as 90s or 5m.")
  var timeout = TimeLimit.minutes(5)

  @Flag(help: "Only show what would be done, as plan does.")
  var dryRun = false

  @OptionGroup var checks: CheckOptions

  func run(in context: Context) async throws {
    if dryRun {
      let (plans, failures) = try await PlanCommand.plans(specs, engines, convergence.options, in: context)
      context.output.show(plans.map(\.text).joined(separator: "\n"))
      return try failures.conclude(of: plans.count + failures.names.count)
    }
    let loaded = try SpecLoader.load(specs, in: context)
    let nodes = try DesiredNode.all(loaded, engine: engines.engine, in: context)
    let batch = NodeBatch(nodes: nodes, limit: batch.parallel, name: \.name)
    let results = try await ProgressReport(context: context, options: progress).run { sink in
      await batch.run { node in try await up(node, in: context, sink) }
    }
    try batch.report(results, in: context)
  }

  private func up(_ node: DesiredNode, in context: Context, _ sink: @escaping ProgressSink) async throws -> String {
    let request = Observation.Request(of: node, stuckAfter: Observation.Request.patience)
    let start = ContinuousClock.now
    let session = EngineSession(context: context, options: engines)
    let outcome = try await session.run(node.spec.engine.value) { search in
      try await NodeUp(
        node, convergence.options, timeout: timeout.duration, observe: { try await search.observe(request) },
        host: context.host, skipping: checks.skipped, neighbours: session.neighbours, waitsForLock: batch.lockWait,
        checkSecrets: node.checkIdentity, progress: sink
      ).run()
    }
    let address = outcome.address.map { ", \($0)" } ?? ""
    let words = outcome.hasChanged ? "up after \((ContinuousClock.now - start).text)" : "up already, nothing to do"
    return "\(node.name): \(words)\(address)"
  }
}
