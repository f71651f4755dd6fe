import Compose
import Engine
package import HTTP
import NodeSpec
import Ownership
package import Planning

/// Takes a node away from an engine.
package struct NodeDown: Sendable {
  private let node: String
  private let options: DownOptions
  /// Where the node's data is, should the engine not know.
  private let dataDirectory: String?
  private let observe: @Sendable () async throws -> Observation
  private let host: any EngineHost
  private let locking: NodeLocking
  private let progress: ProgressSink

  package init(
    _ node: String, _ options: DownOptions, dataDirectory: String? = nil,
    observe: @escaping @Sendable () async throws -> Observation, host: any EngineHost, waitsForLock: Bool = true,
    progress: @escaping ProgressSink
  ) {
    locking = NodeLocking(host, waits: waitsForLock, progress: progress)
    (self.node, self.options, self.dataDirectory, self.observe) = (node, options, dataDirectory, observe)
    self.host = host
    // The node's secrets are not known here.
    self.progress = { progress($0.redacted(by: Redaction.redactOutput)) }
  }

  /// What a `down` came to.
  package struct Outcome: Sendable {
    /// Whether there was anything to take away.
    package let wasThere: Bool
    /// The engines that were asked.
    package let asked: [Endpoint]
  }

  /// Throws ``NodeFailure``, ``NodeLockError``, ``PlanningError`` where what has its name is another's, `EngineError`, or
  /// `CancellationError` where the task is cancelled.
  package func run() async throws -> Outcome {
    // The engine is known from a look; what else that saw may be another's half-done work.
    let first = try await observe()
    let lock = try await locking.lock(node, on: first.engine.connection.endpoint)
    defer { lock.release() }
    var (wasThere, isKnown) = (false, false)
    for pause in OutdatedPlan.pauses {
      do {
        return Outcome(wasThere: try await attempt(looksAgain: true, &isKnown) || wasThere, asked: first.asked)
      } catch is OutdatedPlan {
        wasThere = true
        try await Task.sleep(for: pause)
      }
    }
    return Outcome(wasThere: try await attempt(looksAgain: false, &isKnown) || wasThere, asked: first.asked)
  }

  /// Returns whether there was anything to take away; throws ``OutdatedPlan`` where another look may help.
  ///
  /// `isKnown` says that an earlier one has seen the node's containers: once they are gone nothing else tells that a network
  /// or volume that compose has made is the node's.
  private func attempt(looksAgain: Bool, _ isKnown: inout Bool) async throws -> Bool {
    let release = ContainerRelease(node: node, host: host, progress: progress)
    let look = try await observe()
    let seen = isKnown ? look : try look.ofNode(node, dataDirectory: dataDirectory)
    isKnown = isKnown || !seen.state.containers.isEmpty || !seen.stuck.isEmpty
    if !isKnown { tellKept(look, beside: seen.state) }
    let observation = try await release.released(seen, dataDirectory: dataDirectory, observe: observe)
    var marks = NodeMarks(node, observation)
    marks.dataDirectory = marks.dataDirectory ?? dataDirectory
    guard !observation.state.isEmpty || options.purge else { return false }
    let hands = await HandsSearch(node: node, host: host).hands(
      marks, observation.engine, image: observation.state.containers.first?.image)
    guard let hands else {
      try await takeAway(observation, marks, nil, looksAgain: looksAgain)
      return true
    }
    try await hands.closeAfter { try await takeAway(observation, marks, hands, looksAgain: looksAgain) }
    return true
  }

  /// Says what has the node's name, and is left as nothing tells that it is the node's.
  private func tellKept(_ look: Observation, beside own: ObservedState) {
    let state = look.state
    let networks = state.networks.filter { !own.networks.contains($0) }.map { ("network", $0.name) }
    let volumes = state.volumes.filter { !own.volumes.contains($0) }.map { ("volume", $0.name) }
    for (kind, name) in networks + volumes {
      let words =
        "the \(kind) \(name) is of a compose project of this name, and may be another's: it is left; where it is the node's, "
        + "\(look.engine.product.rawValue) \(kind) rm \(name) removes it"
      progress(ProgressEvent(node: node, .warning(words)))
    }
  }

  private func takeAway(
    _ observation: Observation, _ marks: NodeMarks, _ hands: (any HostHands)?, looksAgain: Bool
  ) async throws {
    var state = observation.state
    state.sysctlsToRestore = try await SysctlRestoration(host: host, hands: hands, progress: progress)
      .changes(node, observation)
    var options = options
    options.reachesHost = hands != nil
    options.removesInAnyOrder = observation.engine.capabilities.removesNamespaceOwnerBeforeDependents
    try checkReach(options, marks)
    let plan = Planner.down(node, state, options, dataDirectory: marks.dataDirectory)
    progress(ProgressEvent(node: node, .planned(plan)))
    // Where that is not to be had, it may have joined.
    let hasJoined = (try? await observation.hasJoined()) ?? true
    let left = try await execute(plan, marks, observation.engine, hands, looksAgain: looksAgain)
    if hasJoined, !state.isEmpty {
      for line in ClusterSide.lines(of: node) { progress(ProgressEvent(node: node, .note(line))) }
    }
    guard left.isEmpty else {
      let directory = marks.dataDirectory.map { " --data-dir \(ShellWords.quoted($0))" } ?? ""
      throw NodeFailure(
        node: node, .leftOver, "it is down, and this is left of it:", details: left.lines.map { "  \($0)" },
        advice: podAdvice(observation) + ["nodectl reap \(node)\(directory)    tries again"])
    }
  }

  /// Who ends the pods of a runtime that is none of the node's containers.
  private func podAdvice(_ observation: Observation) -> [String] {
    let socket = observation.state.containers.lazy.compactMap { $0.labels[Label.runtimeSocket] }.first
    guard let socket else { return [] }
    let client = "crictl --runtime-endpoint unix://\(socket)"
    return [
      "\(client) pods    shows what is left in the runtime, and '\(client) rmp --force POD' ends one",
      "kubectl drain \(node) before a down ends all but those of DaemonSets",
    ]
  }

  /// Says what cannot be done without hands on the host.
  private func checkReach(_ options: DownOptions, _ marks: NodeMarks) throws(NodeFailure) {
    if options.reachesHost || marks.dataDirectory == nil { return }
    let reason = HostHandsError.unreachable
    if options.purge { throw NodeFailure(node: node, .unfit, "its data cannot be deleted: \(reason)") }
    progress(
      ProgressEvent(node: node, .warning("what its kubelet has left on the host is not looked for: \(reason)")))
  }

  /// Runs the plan; returns what would not go.
  private func execute(
    _ plan: Plan, _ marks: NodeMarks, _ engine: Engine, _ hands: (any HostHands)?, looksAgain: Bool
  ) async throws -> Leftovers {
    let removal = RemovalSteps(engine: engine)
    let clearing = hands.map { HostSteps(engine: engine, hands: $0) }
    let executor = Executor(progress: progress) { step, bindings in
      if let outcome = try await clearing?.perform(step.operation, bindings) { return outcome }
      return try await removal.perform(step.operation) ?? StepOutcome()
    }
    do {
      let bindings = try await executor.run(plan, Bindings(marks: marks))
      let left = bindings.report.left
      guard let hands, !left.isEmpty, left.obstacles.isEmpty else { return left }
      // A container that ran on when the host was cleared has gone since, and its cgroup may have gone with it.
      let found = try? await hands.find(bindings.marks)
      try Task.checkCancellation()
      return found ?? left
    } catch let failure as StepFailure {
      if looksAgain, (failure.underlying as? EngineError)?.refusal != nil { throw OutdatedPlan() }
      throw NodeFailure(
        node: node, .failed, failure.redactedReason,
        advice: ["nodectl down \(node)    goes on from here"])
    }
  }
}
