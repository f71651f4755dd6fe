import ArgumentParser
import Compose
import Engine
import Orchestrator
import Ownership
import Planning
import Terminal
import YAML

/// Shows one node in depth.
struct StatusCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows how a node is. Exits with 0 if it is ready, 6 if not, 1 if it is not there.",
    discussion: """
      nodectl status              the spec's nodes
      nodectl status edge-01      one, by its name
      nodectl status --watch      again and again, until Ctrl-C
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Flag(
    help: "Ask the node's parts themselves, even where all are healthy. Podman keeps a process for each for 5 minutes.")
  var ask = false

  @Flag(name: .shortAndLong, help: "Go on until Ctrl-C; what is no terminal is told again whenever it has changed.")
  var watch = false

  @Flag(help: "As JSON; with --watch an object a line.")
  var json = false

  func run(in context: Context) async throws {
    let nodes = try NamedNodes.load(specs, in: context)
    let look = StatusLook(context: context, engines: engines, asks: ask)
    if watch { return try await self.watch(nodes, look, in: context) }
    var worst = ExitStatus.done
    let looks = await NodeBatch(nodes: nodes, name: \.name).run { try await look.look(at: $0) }
    for result in looks {
      let seen: StatusLook.Seen
      do {
        seen = try result.get()
      } catch  where nodes.count > 1 && !(error is CancellationError) {
        // An engine that cannot be reached does not keep the others' nodes from being shown.
        let failure = Failure(error)
        context.errors.print(failure.message)
        worst = worst == .done || worst == failure.status ? failure.status : .failed
        continue
      }
      json ? context.output.write(try seen.text(json: true)) : context.output.show(try seen.text(json: false))
      if seen.status == nil { context.errors.print(seen.absence) }
      if seen.status == nil { worst = .failed } else if !seen.isReady, worst == .done { worst = .notReady }
    }
    if worst != .done { throw Failure(worst, "") }
  }

  private func watch(_ nodes: [NamedNode], _ look: StatusLook, in context: Context) async throws {
    var before: [String: StatusLook.Seen] = [:]
    var failing: [String: String] = [:]
    try await Watch(context: context).run {
      let known = before
      let looks = await NodeBatch(nodes: nodes, name: \.name).run { node in
        try await look.look(at: node, before: known[node.name])
      }
      // An engine that cannot be reached does not keep the others' nodes from being shown, if there are any.
      if known.isEmpty, looks.allSatisfy({ (try? $0.get()) == nil }) { _ = try looks.first?.get() }
      var texts: [String] = []
      var state = ""
      for (node, result) in zip(nodes, looks) {
        try Task.checkCancellation()
        do {
          let seen = try result.get()
          (before[node.name], failing[node.name]) = (seen, nil)
          let absence = json || seen.status != nil ? "" : seen.absence + "\n"
          texts.append((json ? try seen.jsonLine + "\n" : try seen.text(json: false)) + absence)
          state += try seen.status?.timeless.jsonLine ?? seen.absence
        } catch {
          let words = Failure(error).message
          if json, failing[node.name] != words { context.errors.print(words) }
          failing[node.name] = words
          if !json { texts.append(words + "\n") }
          state += words
        }
      }
      let text = texts.joined(separator: json ? "" : "\n")
      return Watch.Look(text: json ? text : context.output.style.legible(text), state: state)
    }
  }
}

extension StatusLook.Seen {
  fileprivate var isReady: Bool { status?.isReady ?? false }

  /// What is shown of it; of a node that is not there only as JSON.
  fileprivate func text(json: Bool) throws -> String {
    guard let status else { return json ? "\(absentJSON)\n" : "" }
    return json ? try status.json + "\n" : status.text
  }

  fileprivate var jsonLine: String { get throws { try status?.jsonLine ?? absentJSON } }

  private var absentJSON: String {
    Value.mapping([
      Value.Entry("node", .string(node)), Value.Entry("ready", .boolean(false)), Value.Entry("services", .sequence([])),
    ]).canonicalJSON
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
      + pods + stops + unfinishedUpgrade + (escaped ?? []).map { "\n\($0.whereabouts)\n" }.joined() + chain
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

  private var unfinishedUpgrade: String {
    guard let upgrade else { return "" }
    return "\nan upgrade (\(upgrade)) has not come to its end; where none is under way, it was interrupted:\n"
      + "  nodectl upgrade \(node)    goes on, and back where it fails\n"
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
