import ArgumentParser
import Engine
import Orchestrator
import Terminal

/// Lists the nodes on an engine, or on all that are there.
struct ListCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the nodes that nodectl runs on this host's engines.", aliases: ["ls"])

  @OptionGroup var engines: EngineOptions

  @Flag(help: "As JSON.")
  var json = false

  func run(in context: Context) async throws {
    let nodes = try await EngineSession(context: context, options: engines).run(nil) { search in
      var nodes: [NodeStatus] = []
      for observation in try await search.observeAll() {
        let seen = try await observation.withStops()
        if let status = seen.node.flatMap({ NodeStatus($0, seen, now: .now) }) { nodes.append(status) }
      }
      return nodes
    }
    if json { return context.output.print(try nodes.json) }
    guard !nodes.isEmpty else { return context.errors.print("there are no nodes") }
    context.output.write(nodes.table)
  }
}

extension [NodeStatus] {
  fileprivate var table: String {
    var table = Table(header: ["NODE", "STATE", "HEALTHY", "ENGINE", "ADDRESS", "UDP PORT", "DATA"])
    for node in self {
      let healthy = node.services.count(where: \.isReady)
      table.add([
        node.node, node.word, "\(healthy)/\(node.services.count)", node.engine,
        node.address ?? "-", node.hostPort.map(String.init) ?? "-", node.dataDirectory ?? "-",
      ])
    }
    return table.text
  }
}
