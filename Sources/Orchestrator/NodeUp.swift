import Compose
package import Doctor
package import Engine
import NodeSpec
import Ownership
package import Planning

/// Makes an engine hold a node, and waits until it is healthy.
package struct NodeUp: Sendable {
  var desired: DesiredNode
  var options: UpOptions
  /// How long a container may take to become healthy.
  private let timeout: Duration
  /// Looks at the engine; called again when what was learned on the way changes the plan.
  let observe: @Sendable () async throws -> Observation
  let host: any EngineHost
  /// Checks of the host that are not to end an `up`.
  var skippedChecks: Set<Check>
  /// Tells what the nodes on the other engines of this host have.
  let neighbours: @Sendable () async -> [Claims]
  let locking: NodeLocking
  /// Throws where the node's secrets will not do; asked before anything of the node is on the engine, as it may be costly.
  private let checkSecrets: @Sendable () throws -> Void
  let progress: ProgressSink

  package init(
    _ desired: DesiredNode, _ options: UpOptions, timeout: Duration,
    observe: @escaping @Sendable () async throws -> Observation,
    host: any EngineHost, skipping skippedChecks: Set<Check> = [],
    neighbours: @escaping @Sendable () async -> [Claims] = { [] }, waitsForLock: Bool = true,
    checkSecrets: @escaping @Sendable () throws -> Void = {}, progress: @escaping ProgressSink
  ) {
    locking = NodeLocking(host, waits: waitsForLock, progress: progress)
    (self.desired, self.options, self.timeout) = (desired, options, timeout)
    (self.observe, self.host, self.skippedChecks) = (observe, host, skippedChecks)
    (self.neighbours, self.checkSecrets) = (neighbours, checkSecrets)
    let redaction = desired.redaction
    self.progress = { progress($0.redacted(by: redaction)) }
  }

  /// How often the plan is made anew because of what was learned while it ran: a taken port, a changed address.
  private static let attempts = 100

  /// What an `up` came to.
  package struct Outcome: Sendable {
    package let engine: Engine
    /// Whether anything was changed.
    package let hasChanged: Bool
    package let address: String?
    /// What was there when there was nothing more to do, or before the last that was done.
    package let state: ObservedState
    /// The node with what that told of it.
    let desired: DesiredNode
  }

  /// Throws ``NodeFailure``, ``NodeLockError``, ``PlanningError``, `EngineError`, what the check of the secrets throws, or
  /// `CancellationError` where the task is cancelled.
  package func run() async throws -> Outcome {
    var run = Run()
    defer { run.lock?.release() }
    do {
      return try await converge(&run)
    } catch let error as CancellationError {
      throw error
    } catch {
      // Without the lock nothing was begun, nor by what could not be planned.
      let hasBegun = run.lock != nil && (run.hasChanged || !(error is PlanningError))
      guard options.upgrade?.goesBack == true, hasBegun else { throw error }
      try await goBack(after: error, &run)
    }
  }

  /// How far a run has come.
  struct Run {
    var lock: (any NodeLock)?
    /// Whether anything was changed.
    var hasChanged = false
  }

  /// Brings the node to what is desired; takes its lock before the first change.
  func converge(_ run: inout Run) async throws -> Outcome {
    var port: Int?
    var rejoin = options.rejoin
    var pauses = OutdatedPlan.pauses
    var facts: HostFacts?
    for attempt in 0..<Self.attempts {
      let observation = withHost(try await look(&run), elsewhere: facts)
      let node = desired.adapted(to: observation.state, capacity: try await capacity(observation.engine), port: port)
      var options = options.settled(on: observation.engine)
      options.rejoin = rejoin
      options.reachesHost = try await reachesHost(observation)
      if attempt == 0, options.pull == .always { _ = try await execute(Planner.pulls(node), node, observation) }
      let plan: Plan
      do {
        plan = try await self.plan(node, observation, options)
      } catch let error as PlanningError {
        guard run.lock == nil else { throw error }
        run.lock = try await takeLock(observation)
        continue  // Docker lists a volume that is being made without its labels, as if it were a stranger's
      }
      if plan.hasChanges {
        guard run.lock != nil else {
          run.lock = try await takeLock(observation)
          continue
        }
        if observation.state.containers.isEmpty { try checkSecrets() }
        if try await needsImages(plan, observation) {
          _ = try await execute(Planner.pulls(node), node, observation)
          continue
        }
      }
      if facts == nil, asksHost(plan, observation), let told = try await check(node, observation) {
        facts = told
        continue
      }
      run.hasChanged = run.hasChanged || plan.hasChanges
      progress(ProgressEvent(node: node.name, .planned(plan)))
      if options.scope == .any { tell(plan.notes) }
      let course = try await execute(plan, node, observation, looksAgain: !pauses.isEmpty)
      facts?.cgroup = nil  // it is there now
      switch course {
      case .done(let address):
        if run.hasChanged { try await tellEscaped(node) }
        return Outcome(
          engine: observation.engine, hasChanged: run.hasChanged, address: address?.description,
          state: observation.state, desired: node)
      case .portTaken: port = node.hostPort + 1
      case .addressChanged: rejoin = false  // it has
      case .outdated:
        try await Task.sleep(for: pauses.removeFirst())
      }
    }
    throw NodeFailure(
      node: desired.name, .failed, "no free UDP port was found from \(ZeroTierSection.HostPort.firstAutomatic) on",
      advice: ["set a port as zerotier.hostPort"])
  }

  /// After it, what was seen without it is seen again: that may have been another's work, half done.
  func takeLock(_ observation: Observation) async throws -> any NodeLock {
    try await locking.lock(desired.name, on: observation.engine.connection.endpoint)
  }

  // MARK: Executing

  enum Course {
    case done(IPv4Address?)
    /// The port was chosen by nodectl, and the engine found it taken.
    case portTaken
    /// The engine was no longer as the last look saw it.
    case outdated
    /// ZeroTier has assigned another address than the plan was made with.
    case addressChanged
  }

  func execute(
    _ plan: Plan, _ node: DesiredNode, _ observation: Observation, looksAgain: Bool = false
  ) async throws -> Course {
    let known = observation.state.containers.compactMap { container in
      container.service.map { ($0, container.id) }
    }
    var bindings = Bindings(
      containers: Dictionary(known) { first, _ in first }, address: observation.state.assignedAddress,
      marks: NodeMarks(node.name, observation))
    let creation = CreationSteps(
      engine: observation.engine, desired: node, host: host, timeout: timeout, progress: progress)
    let removal = RemovalSteps(engine: observation.engine)
    let hands = try await hands(for: plan, observation)
    let clearing = hands.map {
      HostSteps(engine: observation.engine, hands: $0, dataDirectory: node.dataDirectory)
    }
    let executor = Executor(progress: progress) { step, bindings in
      if let outcome = try await clearing?.perform(step.operation, bindings) { return outcome }
      if let outcome = try await removal.perform(step.operation) { return outcome }
      return try await creation.perform(step, bindings) ?? StepOutcome()
    }
    do {
      let known = bindings
      bindings =
        if let hands { try await hands.closeAfter { try await executor.run(plan, known) } } else {
          try await executor.run(plan, known)
        }
    } catch let failure as StepFailure {
      let error = failure.underlying as? EngineError
      // Where an override publishes more, another may be the one that is taken, and would be in the next try.
      let isAutomatic = desired.spec.zerotier.hostPort.value == .automatic
      if isAutomatic, failure.publishedPorts(of: node) == ["UDP port \(node.hostPort)"] { return .portTaken }
      if looksAgain, error?.tellsOfChange == true { return .outdated }
      throw await FailureReport(engine: observation.engine, desired: node).failure(failure)
    }
    let address = bindings.address
    if let expected = node.nodeIP, let address, expected != address, !node.madeWithAddress.isEmpty {
      return .addressChanged
    }
    return .done(address ?? node.nodeIP)
  }
}
