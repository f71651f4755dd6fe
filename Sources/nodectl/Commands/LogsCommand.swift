import ArgumentParser
import Engine
import Orchestrator
import Terminal

/// Shows what services write.
struct LogsCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Shows what services write, those of several in the order of their times.",
    discussion: """
      nodectl logs                               all services of the spec's nodes
      nodectl logs k0s --follow --tail 20        what k0s writes from now on, and the last 20 lines before
      nodectl logs edge-01/zerotier --since 10m  without a spec, by the names of node and service

      What may be a secret is hidden in it; docker logs and podman logs show a container's output as it is.
      """)

  @OptionGroup var services: ServiceOptions
  @OptionGroup var engines: EngineOptions

  @Flag(help: "Go on with what is written from now on, also after restarts and in new containers, until Ctrl-C.")
  var follow = false

  @Option(name: [.customShort("n"), .long], help: "So many of the last lines of each service.")
  var tail: Int?

  @Option(help: "Only what is younger: 10m, 1h30m, or a time such as 2026-11-23T14:00:00Z.")
  var since: Moment?

  @Option(help: "Only what is older, as with --since.")
  var until: Moment?

  @Flag(name: .shortAndLong, help: "Put the time before each line.")
  var timestamps = false

  @Flag(inversion: .prefixedNo, help: .hidden)
  var color = true

  /// Lines that are written now may come through one stream a little later than through another.
  private static let patience = Duration.milliseconds(200)

  func validate() throws {
    if let tail, tail < 0 { throw ValidationError("--tail takes a number from 0") }
  }

  func run(in context: Context) async throws {
    try await ServiceSearch(context: context, engines: engines).run(services) { looks in
      var failures = FailedNodes(in: context)
      let found = try looks.compactMap { try failures.value($0.found, of: $0.node) }
      try await show(found, isOne: looks.count == 1, in: context)
      try failures.conclude(of: looks.count)
    }
  }

  private func show(_ found: [ServiceSearch.Found], isOne: Bool, in context: Context) async throws {
    let options = LogOptions(follow: follow, tail: tail, since: since?.time, until: until?.time)
    var names: [String] = []
    var logs: [ServiceLog] = []
    for node in found {
      for container in node.observation.stuck {
        context.errors.print("\(node.node.name): \(container.name) is not shown: its engine does not inspect it")
      }
      for service in node.services {
        guard let container = node.container(of: service) else { continue }
        names.append(isOne ? service : "\(node.node.name)/\(service)")
        logs.append(
          ServiceLog(of: service, in: container, node: node.node.name, node.observation.engine, options) { event in
            if case .note(let text) = event.kind { context.errors.print("\(event.node): \(text)") }
          })
      }
    }
    var style = context.output.style
    style.colours = style.colours && color
    let text = LogText(names: names, times: timestamps, style)
    try await LogMerge(patience: follow ? Self.patience : nil).run(logs) { lines in
      try context.output.send(text.bytes(lines))
    }
  }
}
