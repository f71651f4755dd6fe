import Compose
import Engine
import HTTP
import Images
import NodeSpec
import Ownership
package import Planning

/// What an `up` finds out before it does anything.
extension NodeUp {
  /// What ``run()`` would do, as far as that can be known without doing any of it: an image that is pulled again may
  /// turn out to be another one.
  ///
  /// Throws as ``run()`` does before it changes anything.
  package func preview() async throws -> Plan {
    let (observation, _) = withHost(try await observe())
    let node = desired.adapted(to: observation.state, capacity: try await capacity(observation.engine), port: nil)
    let pulls = options.pull == .always ? Planner.pulls(node) : Plan(node: node.name)
    var state = observation.state
    state.images = try await images(
      options.pull == .always
        ? node.project.services.map(\.image) : Planner.imagesToLookUp(node, state, options), observation.engine)
    return pulls.followed(by: try Planner.up(node, state, options))
  }

  func plan(_ node: DesiredNode, _ observation: Observation, pulls: Bool) async throws -> Plan {
    var state = observation.state
    if options.pull == .always {
      let services = node.project.services
      if pulls { _ = try await execute(Planner.pulls(node), node, observation) }
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

  // MARK: The host

  /// Warns of processes that have left the node's cgroups, where that can be seen.
  func tellEscaped() async throws {
    let escaped = try await ConfinementCheck(host).escaped(desired.name, try await observe())
    for process in escaped ?? [] {
      progress(ProgressEvent(node: desired.name, .warning(process.whereabouts)))
    }
  }

  /// The look at the engine with what its host says, where that is this one.
  func withHost(_ observation: Observation) -> (Observation, Preflight.Host) {
    guard observation.engine.connection.endpoint.isLocal else { return (observation, Preflight.Host()) }
    let facts = host.facts(for: desired)
    let observation = observation.confirmed(by: host)
    var state = observation.state
    state.cgroup = facts.cgroup
    state.sysctlsBefore = state.sysctlsBefore ?? facts.sysctls
    return (Observation(engine: observation.engine, state: state, details: observation.details), facts)
  }

  /// What the engine's host has, where the node is to have a part of it.
  func capacity(_ engine: Engine) async throws -> HostCapacity? {
    guard desired.spec.resources.value != ResourcesSection() else { return nil }
    let info = try await engine.info()
    return HostCapacity(cpus: info.processors, memory: Int(info.memory))
  }

  /// Throws where another node of the engine has what this one is to have.
  private func checkClaims(_ node: DesiredNode, _ engine: Engine) async throws {
    let own = Claims(node)
    for container in try await engine.containers(.labels(Label.version)) {
      guard let other = Claims(labels: container.labels), let conflict = own.conflicts(with: other).first else {
        continue
      }
      throw NodeFailure(
        node: node.name, .unfit, "\(conflict) belongs to the node \(other.node), made from \(other.spec ?? "?")",
        advice: [
          "give this one, of \(node.origin.file), another",
          "or take that one down first: nodectl down \(other.node)",
        ])
    }
  }

  /// Throws what keeps the node from running, before anything is changed, and says what changes for others.
  func check(_ node: DesiredNode, _ plan: Plan, _ observation: Observation, _ facts: Preflight.Host) async throws {
    guard plan.makesMore else { return }
    let findings = Preflight.findings(node, try await observation.engine.info(), facts)
    if let first = findings.first {
      let others = findings.dropFirst().flatMap { ["also: \($0.reason)"] + $0.advice.map { "  \($0)" } }
      throw NodeFailure(node: node.name, .unfit, first.reason, advice: first.advice + others)
    }
    try await checkClaims(node, observation.engine)
    if node.spec.hostSysctls.value == .allow, let changes = facts.sysctls?.changedByKubelet, !changes.isEmpty {
      let words = "the kubelet will change kernel settings of the whole host, and the last node's down puts them back: "
      progress(ProgressEvent(node: node.name, .note(words + changes.map(\.description).joined(separator: ", "))))
    }
  }
}

extension Plan {
  /// Whether it makes what a host or an engine may not be able to run.
  fileprivate var makesMore: Bool {
    steps.contains { step in
      switch step.operation {
      case .createContainer, .createCgroup: true
      default: false
      }
    }
  }
}
