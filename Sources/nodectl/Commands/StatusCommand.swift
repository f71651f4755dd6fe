import ArgumentParser
import Engine
import Orchestrator
import Ownership
import Planning
import Terminal

/// Shows one node in depth.
struct StatusCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how a node is. Exits with 0 if it is ready, 6 if not, 1 if it is not there."
  )

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Flag(
    help: "Ask the node's parts themselves, even where all are healthy. Podman keeps a process for each for 5 minutes.")
  var ask = false

  @Flag(help: "As JSON.")
  var json = false

  func run(in context: Context) async throws {
    var worst = ExitStatus.done
    for node in try NamedNodes.load(specs, in: context) {
      let (status, asked) = try await EngineSession(context: context, options: engines).run(node.engine) { search in
        let observation = try await search.observe(Observation.Request(node: node.name))
          .confirmed(by: context.host).withStops()
        // Who may not read the node's secrets is shown its status all the same.
        let desired = node.loaded.flatMap { try? DesiredNode.all([$0], in: context).first }
        let status = try await Self.status(of: node.name, desired, observation, asking: ask, on: context.host)
        return (status, observation.asked)
      }
      guard let status else {
        if json { context.output.print("{\"node\":\"\(node.name)\",\"ready\":false,\"services\":[]}") }
        context.errors.print("\(node.name): is not on \(asked.list); nodectl up brings it up")
        worst = .failed
        continue
      }
      context.output.write(json ? try status.json + "\n" : status.text)
      if !status.isReady, worst == .done { worst = .notReady }
    }
    if worst != .done { throw Failure(worst, "") }
  }

  /// Nil where the engine has no container of the node.
  ///
  /// `desired` is the node as its spec has it, where that is known; `asking` also asks parts of which the engine says
  /// nothing bad.
  static func status(
    of node: String, _ desired: DesiredNode?, _ observation: Observation, asking: Bool, on host: any EngineHost
  ) async throws -> NodeStatus? {
    let escaped = try await ConfinementCheck(host).escaped(node, observation)
    var status = NodeStatus(node, observation, escaped: escaped, now: .now)
    if let desired { status = try await status?.withNotes(desired, observation) }
    guard let status, asking || !(status.isReady || status.isStopped) else { return status }
    return await status.withTrouble(observation, desired: desired)
  }
}

extension NodeStatus {
  fileprivate var text: String {
    var table = Table(header: ["SERVICE", "STATE", "HEALTH", "RUNNING FOR", "RESTARTS", "IMAGE"])
    for service in services {
      let ended = service.exitCode.map { "\(service.state) (\($0))" } ?? service.state
      let state = service.isStopped ? "stopped" : ended
      table.add([
        service.name, service.isStale ? "\(state), cut off" : state,
        service.isStopped ? "-" : service.health ?? "-",
        service.runningFor.map { Duration.seconds($0).text } ?? "-", String(service.restarts), service.image,
      ])
    }
    let facts = [
      address.map { "address \($0)" }, hostPort.map { "UDP port \($0)" }, dataDirectory.map { "data in \($0)" },
    ]
    let head = "\(node): \(word) on \(engine) (\(endpoint))"
    return ([head] + facts.compactMap(\.self)).joined(separator: ", ") + "\n\n" + table.text
      + pods + stops + (escaped ?? []).map { "\n\($0.whereabouts)\n" }.joined() + chain
      + warnings.map { "\nwarning: \(Self.words($0))" }.joined()
      + notes.map { "\n\($0.lines)" }.joined()
  }

  /// What runs its pods, where its parts were asked.
  private var pods: String {
    guard let runtime, runtime.reported != nil || runtime.dropIns != nil else { return "" }
    let dropIns = runtime.dropIns.map {
      $0.isEmpty ? "no drop-ins" : "drop-ins in effect: \($0.joined(separator: ", "))"
    }
    return
      "\nruntime: \(["as the kubelet reports it, " + (runtime.reported ?? "unknown"), dropIns].compactMap(\.self).joined(separator: "; "))\n"
  }

  /// How it is, in a word.
  var word: String { isReady ? "ready" : isStopped ? "stopped" : "not ready" }

  /// What brings back what was stopped.
  private var stops: String {
    isStopped ? "\nit was stopped, and stays so until it is started: nodectl start \(node)\n" : ""
  }

  /// The services in the order in which they depend on each other, the first that is broken marked, and what to do.
  private var chain: String {
    guard let trouble else { return "" }
    let links = services.map { $0.name == trouble.service ? "[\($0.name)]" : $0.name }
    let said = trouble.lastLines.map { "  \($0)\n" }.joined()
    return "\n\(links.joined(separator: " → "))\n\(Self.words(trouble))"
      + (said.isEmpty ? "" : "the last lines of \(trouble.service):\n\(said)")
  }

  private static func words(_ trouble: Trouble) -> String {
    "\(trouble.service): \(trouble.what)\n" + trouble.remedy.map { "  \($0)\n" }.joined()
  }
}
