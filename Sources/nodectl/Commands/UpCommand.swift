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

  @Option(help: "How long to wait: until containers are started, or healthy.")
  var wait = UpOptions.Wait.healthy

  @Option(help: "How long a service may take to become healthy, such as 90s or 5m.")
  var timeout = TimeLimit.minutes(5)

  @Option(help: "When to pull images: missing, always or never.")
  var pull = UpOptions.Pull.missing

  @Flag(help: "Replace every container, even where nothing has changed.")
  var recreate = false

  func run(in context: Context) async throws {
    for node in try SpecLoader.load(specs, in: context) { try await up(node, in: context) }
  }

  private func up(_ node: LoadedNode, in context: Context) async throws {
    let loader = SecretsLoader(context: context)
    let secrets = try loader.load(node)
    let desired = try desired(node, secrets, in: context)
    let options = UpOptions(pull: pull, wait: wait, recreate: recreate)
    let request = Observation.Request(node: desired.name, names: desired.names)
    let start = ContinuousClock.now
    let outcome = try await EngineSession(context: context, options: engines).run(node.spec.engine.value) { search in
      try await ProgressReport(context: context, options: progress).run { sink in
        try await NodeUp(
          desired, options, timeout: timeout.duration, observe: { try await search.observe(request) },
          host: LocalEngineHost(), checkSecrets: { try loader.checkIdentity(secrets, of: node) }, progress: sink
        ).run()
      }
    }
    let address = outcome.address.map { ", \($0)" } ?? ""
    let words = outcome.hasChanged ? "up after \((ContinuousClock.now - start).text)" : "up already, nothing to do"
    context.output.print("\(desired.name): \(words)\(address)")
  }

  private func desired(_ node: LoadedNode, _ secrets: NodeSecrets, in context: Context) throws -> DesiredNode {
    let diagnostics = Diagnostics()
    let desired = try DesiredNode(node, secrets, in: context, diagnostics)
    guard !diagnostics.hasErrors else { throw Failure(diagnostics.problems) }
    return desired
  }
}
