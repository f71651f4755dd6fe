import Images
import Compose
package import Engine
import NodeSpec
package import Planning

/// Makes an engine hold a node, and waits until it is healthy.
package struct NodeUp: Sendable {
  private let desired: DesiredNode
  private let options: UpOptions
  /// How long a container may take to become healthy.
  private let timeout: Duration
  /// Looks at the engine; called again when what was learned on the way changes the plan.
  private let observe: @Sendable () async throws -> Observation
  /// What the host of a node with this data directory says.
  private let host: @Sendable (_ dataDirectory: String) -> Preflight.Host
  private let progress: ProgressSink

  package init(
    _ desired: DesiredNode, _ options: UpOptions, timeout: Duration,
    observe: @escaping @Sendable () async throws -> Observation,
    host: @escaping @Sendable (_ dataDirectory: String) -> Preflight.Host, progress: @escaping ProgressSink
  ) {
    (self.desired, self.options, self.timeout) = (desired, options, timeout)
    (self.observe, self.host, self.progress) = (observe, host, progress)
  }

  /// How often the plan is made anew because of what was learned while it ran: a taken port, a changed address.
  private static let attempts = 100

  /// What an `up` came to.
  package struct Outcome: Sendable {
    package let engine: Engine
    /// Whether anything was changed.
    package let hasChanged: Bool
    package let address: String?
  }

  /// Throws ``NodeFailure``, ``PlanningError``, `EngineError`, or `CancellationError` where the task is cancelled.
  package func run() async throws -> Outcome {
    var hasChanged = false
    var port: Int?
    for _ in 0..<Self.attempts {
      let observation = try await observe()
      let node = desired.adapted(to: observation.state, port: port)
      let plan = try await plan(node, observation)
      if plan.hasChanges {
        try await check(node, observation)
        hasChanged = true
      }
      progress(ProgressEvent(node: node.name, .planned(plan)))
      switch try await execute(plan, node, observation) {
      case .done(let address):
        return Outcome(engine: observation.engine, hasChanged: hasChanged, address: address?.description)
      case .portTaken: port = node.hostPort + 1
      case .addressChanged: break
      }
    }
    throw NodeFailure(
      node: desired.name, .failed, "no free UDP port was found from \(ZeroTierSection.HostPort.firstAutomatic) on",
      advice: ["set a port as zerotier.hostPort"])
  }

  // MARK: Planning

  private func plan(_ node: DesiredNode, _ observation: Observation) async throws -> Plan {
    var state = observation.state
    if options.pull == .always {
      let services = node.project.services
      _ = try await execute(Planner.pulls(node), node, observation)
      state.images = try await images(services.map(\.image), observation.engine)
    } else {
      state.images = try await images(Planner.imagesToLookUp(node, state, options), observation.engine)
    }
    return try Planner.up(node, state, options)
  }

  private func images(_ references: [String], _ engine: Engine) async throws -> [String: String] {
    try await withThrowingTaskGroup(of: [String: String].self) { group in
      for reference in references.uniqued { group.addTask { try await image(reference, engine) } }
      return try await group.reduce(into: [:]) { images, found in images.merge(found) { first, _ in first } }
    }
  }

  /// The id of an image by its reference; nothing where it is not on the engine.
  private func image(_ reference: String, _ engine: Engine) async throws -> [String: String] {
    do {
      return [reference: try await engine.inspectImage(try ImageReference(reference)).image.id]
    } catch let error as EngineError where error.isNotFound {
      return [:]
    }
  }

  private func check(_ node: DesiredNode, _ observation: Observation) async throws {
    guard observation.state.containers.isEmpty else { return }
    let info = try await observation.engine.info()
    let findings = Preflight.findings(info, host(node.dataDirectory), dataDirectory: node.dataDirectory)
    guard let first = findings.first else { return }
    let others = findings.dropFirst().flatMap { ["also: \($0.reason)"] + $0.advice.map { "  \($0)" } }
    throw NodeFailure(node: node.name, .unfit, first.reason, advice: first.advice + others)
  }

  // MARK: Executing

  private enum Course {
    case done(IPv4Address?)
    /// The port was chosen by nodectl, and the engine found it taken.
    case portTaken
    /// ZeroTier has assigned another address than the plan was made with.
    case addressChanged
  }

  private func execute(_ plan: Plan, _ node: DesiredNode, _ observation: Observation) async throws -> Course {
    let known = observation.state.containers.compactMap { container in
      container.service.map { ($0, container.id) }
    }
    var bindings = Bindings(
      containers: Dictionary(known) { first, _ in first }, address: observation.state.assignedAddress)
    let creation = CreationSteps(engine: observation.engine, desired: node, timeout: timeout, progress: progress)
    let removal = RemovalSteps(engine: observation.engine)
    let executor = Executor(progress: progress) { step, bindings in
      if let outcome = try await removal.perform(step.operation) { return outcome }
      return try await creation.perform(step, bindings) ?? StepOutcome()
    }
    do {
      bindings = try await executor.run(plan, bindings)
    } catch let failure as StepFailure {
      if desired.spec.zerotier.hostPort.value == .automatic,
        (failure.underlying as? EngineError)?.isPortAllocated == true
      {
        return .portTaken
      }
      throw await FailureReport(engine: observation.engine, desired: node).failure(failure)
    }
    let address = bindings.address
    if let expected = node.nodeIP, let address, expected != address, !node.madeWithAddress.isEmpty {
      return .addressChanged
    }
    return .done(address ?? node.nodeIP)
  }
}
