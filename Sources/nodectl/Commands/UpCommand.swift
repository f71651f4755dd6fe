import ArgumentParser
import Compose
import NodeSpec
import Orchestrator
import Planning
import Terminal

/// Makes nodes run, and waits until they are healthy.
struct UpCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Brings nodes up, or to what their specs say, and waits until they are healthy.")

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions

  @OptionGroup var convergence: ConvergenceOptions

  @Option(help: "How long a service may take to become healthy, such as 90s or 5m.")
  var timeout = TimeLimit.minutes(5)

  @Flag(help: "Only show what would be done, as plan does.")
  var dryRun = false

  func run(in context: Context) async throws {
    if dryRun {
      let plans = try await PlanCommand.plans(specs, engines, convergence.options, in: context)
      return context.output.write(plans.map(\.text).joined(separator: "\n"))
    }
    for node in try SpecLoader.load(specs, in: context) { try await up(node, in: context) }
  }

  private func up(_ node: LoadedNode, in context: Context) async throws {
    let desired = try DesiredNode(node, in: context)
    let request = Observation.Request(node: desired.name, names: desired.names)
    let start = ContinuousClock.now
    let outcome = try await EngineSession(context: context, options: engines).run(node.spec.engine.value) { search in
      try await ProgressReport(context: context, options: progress).run { sink in
        try await NodeUp(
          desired, convergence.options, timeout: timeout.duration, observe: { try await search.observe(request) },
          host: context.host, progress: sink
        ).run()
      }
    }
    let address = outcome.address.map { ", \($0)" } ?? ""
    let words = outcome.hasChanged ? "up after \((ContinuousClock.now - start).text)" : "up already, nothing to do"
    context.output.print("\(desired.name): \(words)\(address)")
  }
}
