import ArgumentParser
import Orchestrator
import Planning
import Terminal

/// Takes nodes away.
struct DownCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "Takes nodes away: containers, networks, and volumes in memory.")

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions

  @Flag(help: "Remove the named volumes too, and what they hold.")
  var volumes = false

  func run(in context: Context) async throws {
    for node in try NamedNodes.load(specs, in: context) {
      let start = ContinuousClock.now
      let wasThere = try await EngineSession(context: context, options: engines).run(node.engine) { search in
        try await ProgressReport(context: context, options: progress).run { sink in
          let request = Observation.Request(node: node.name)
          return try await NodeDown(
            node.name, DownOptions(volumes: volumes), observe: { try await search.observe(request) },
            host: context.host, progress: sink
          ).run()
        }
      }
      let words = wasThere ? "down after \((ContinuousClock.now - start).text)" : "is not there, nothing to do"
      context.output.print("\(node.name): \(words)")
    }
  }
}
