import Engine
import NodeSpec
import Ownership
package import Planning

/// Stops, starts or restarts what is there of a node, in the order of its dependencies, and applies nothing new.
package struct NodeLife: Sendable {
  private let node: String
  private let options: LifeOptions
  /// Where the spec has the node's data, should there be a spec.
  private let dataDirectory: String?
  private let timeout: Duration
  private let observe: @Sendable () async throws -> Observation
  private let host: any EngineHost
  private let locking: NodeLocking
  private let progress: ProgressSink

  /// `timeout` is how long a container may take to become healthy.
  package init(
    _ node: String, _ options: LifeOptions, dataDirectory: String? = nil, timeout: Duration,
    observe: @escaping @Sendable () async throws -> Observation, host: any EngineHost, waitsForLock: Bool = true,
    progress: @escaping ProgressSink
  ) {
    locking = NodeLocking(host, waits: waitsForLock, progress: progress)
    (self.node, self.options, self.dataDirectory, self.timeout) = (node, options, dataDirectory, timeout)
    (self.observe, self.host) = (observe, host)
    // The node's secrets are not known here.
    self.progress = { progress($0.redacted(by: Redaction.redactOutput)) }
  }

  /// Returns whether anything was changed.
  ///
  /// Throws ``NodeFailure``, ``NodeLockError``, ``PlanningError``, `EngineError`, or `CancellationError` where the task is
  /// cancelled.
  package func run() async throws -> Bool {
    let lock = try await locking.lock(node, on: try await observe().engine.connection.endpoint)
    defer { lock.release() }
    var hasChanged = false
    for pause in OutdatedPlan.pauses {
      do {
        return try await attempt(looksAgain: true) || hasChanged
      } catch is OutdatedPlan {
        hasChanged = true
        try await Task.sleep(for: pause)
      }
    }
    return try await attempt(looksAgain: false) || hasChanged
  }

  private func attempt(looksAgain: Bool) async throws -> Bool {
    let release = ContainerRelease(node: node, host: host, progress: progress)
    let seen = try await observe().ofNode(node, dataDirectory: dataDirectory)
    let observation = try await release.released(seen, dataDirectory: dataDirectory, observe: observe)
    let marks = NodeMarks(node, observation)
    let sharing = observation.state.containers.filter { $0.isUp && $0.sharesHostProcesses }
    guard options.change != .start, let first = sharing.first else {
      return try await carryOut(observation, marks, nil, looksAgain: looksAgain)
    }
    let search = HandsSearch(node: node, host: host)
    guard let hands = await search.hands(marks, observation.engine, image: first.image) else {
      return try await carryOut(observation, marks, nil, looksAgain: looksAgain)
    }
    return try await hands.closeAfter {
      try await carryOut(observation, marks, hands, looksAgain: looksAgain)
    }
  }

  private func carryOut(
    _ observation: Observation, _ marks: NodeMarks, _ hands: (any HostHands)?, looksAgain: Bool
  ) async throws -> Bool {
    var options = options
    options.reachesHost = hands != nil
    let plan = try Planner.life(node, observation.state, options)
    progress(ProgressEvent(node: node, .planned(plan)))
    let removal = RemovalSteps(engine: observation.engine)
    let clearing = hands.map { HostSteps(engine: observation.engine, hands: $0) }
    let life = LifeSteps(observation: observation, node: node, timeout: timeout, progress: progress)
    let executor = Executor(progress: progress) { step, bindings in
      if let outcome = try await clearing?.perform(step.operation, bindings) { return outcome }
      if let outcome = try await removal.perform(step.operation) { return outcome }
      return try await life.perform(step, bindings) ?? StepOutcome()
    }
    let known = observation.state.containers.compactMap { container in container.service.map { ($0, container.id) } }
    let bindings = Bindings(containers: Dictionary(known) { first, _ in first }, marks: marks)
    do {
      _ = try await executor.run(plan, bindings)
    } catch let failure as StepFailure {
      if looksAgain, (failure.underlying as? EngineError)?.tellsOfChange == true { throw OutdatedPlan() }
      throw self.failure(failure)
    }
    return plan.hasChanges
  }

  private func failure(_ failure: StepFailure) -> NodeFailure {
    let service = failure.step.operation.subject
    let advice = [
      "nodectl status \(node)    asks its parts what is wrong", "nodectl logs \(node)    shows what they say",
    ]
    switch failure.underlying {
    case let error as HealthError:
      let kind: NodeFailure.Kind = if case .failed = error { .failed } else { .notReady }
      return NodeFailure(node: node, kind, Redaction.redactOutput("\(service): \(error)"), advice: advice)
    default: return NodeFailure(node: node, .failed, failure.redactedReason, advice: advice)
    }
  }
}
