import ArgumentParser
import Engine
import Orchestrator
import Terminal

/// Lists the nodes on an engine, or on all that are there.
struct ListCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the nodes that nodectl runs on this host's engines.",
    discussion: """
      nodectl list                      those on all engines that answer
      nodectl list --engine podman      those on one
      nodectl list --watch              again and again, until Ctrl-C
      """, aliases: ["ls"])

  @OptionGroup var engines: EngineOptions

  @Flag(name: .shortAndLong, help: "Go on until Ctrl-C; what is no terminal is told again whenever it has changed.")
  var watch = false

  @Flag(help: "As JSON; with --watch a list a line.")
  var json = false

  func run(in context: Context) async throws {
    if watch {
      return try await Watch(context: context).run {
        let nodes = try await self.nodes(in: context)
        let text = json ? try nodes.jsonLine + "\n" : nodes.isEmpty ? "there are no nodes\n" : nodes.table
        return Watch.Look(text: text, state: try nodes.map(\.timeless).jsonLine)
      }
    }
    let nodes = try await self.nodes(in: context)
    if json { return context.output.print(try nodes.json) }
    guard !nodes.isEmpty else { return context.errors.print("there are no nodes") }
    context.output.write(nodes.table)
  }

  private func nodes(in context: Context) async throws -> [NodeStatus] {
    try await EngineSession(context: context, options: engines).run(nil) { search in
      var nodes: [NodeStatus] = []
      for observation in try await search.observeAll() {
        let seen = try await observation.withStops()
        if let status = seen.node.flatMap({ NodeStatus($0, seen, now: .now) }) { nodes.append(status) }
      }
      return nodes
    }
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
