import Compose
import Doctor
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
    do {
      return try await previewOnce()
    } catch is PlanningError {
      // An up that is at work beside it may have something half made.
      try await Task.sleep(for: OutdatedPlan.pauses[0])
      return try await previewOnce()
    }
  }

  private func previewOnce() async throws -> Plan {
    let observation = withHost(try await observe(), elsewhere: nil)
    guard observation.stuck.isEmpty else { return release.plan(observation, dataDirectory: desired.dataDirectory) }
    let node = desired.adapted(to: observation.state, capacity: try await capacity(observation.engine), port: nil)
    var options = options.settled(on: observation.engine)
    options.reachesHost = try await reachesHost(observation)
    let pulls = options.pull == .always ? Planner.pulls(node) : Plan(node: node.name)
    return pulls.followed(by: try await plan(node, observation, options))
  }

  /// A look that sees all, for which containers may have to be freed, under the node's lock.
  func look(_ run: inout Run) async throws -> Observation {
    let observation = try await observe()
    guard !observation.stuck.isEmpty else { return observation }
    if run.lock == nil { run.lock = try await takeLock(observation) }
    run.hasChanged = true
    return try await release.released(
      try await observe(), dataDirectory: desired.dataDirectory, observe: observe)
  }

  private var release: ContainerRelease { ContainerRelease(node: desired.name, host: host, progress: progress) }

  /// Whether somebody can end what outlives the containers that have the host's processes, if any has.
  func reachesHost(_ observation: Observation) async throws -> Bool {
    guard observation.state.containers.contains(where: { $0.isUp && $0.sharesHostProcesses }) else { return false }
    let search = HandsSearch(node: desired.name, host: host)
    return try await search.hands(NodeMarks(desired.name, observation), observation) != nil
  }

  func plan(_ node: DesiredNode, _ observation: Observation, _ options: UpOptions) async throws -> Plan {
    var state = observation.state
    if Planner.dependsOnJoin(node, state, options) {
      state.hasJoined = try await hasJoined(node, observation, options)
    }
    state.images = try await images(
      options.pull == .always
        ? node.project.services.map(\.image) : Planner.imagesToLookUp(node, state, options), observation.engine)
    return try Planner.up(node, state, options)
  }

  func images(_ references: [String], _ engine: Engine) async throws -> [String: String] {
    try await withThrowingTaskGroup(of: [String: String].self) { group in
      for reference in references.uniqued { group.addTask { try await image(reference, engine) } }
      return try await group.reduce(into: [:]) { images, found in images.merge(found) { first, _ in first } }
    }
  }

  /// The id of an image by its reference, or by itself; nothing where it is not on the engine.
  private func image(_ reference: String, _ engine: Engine) async throws -> [String: String] {
    do {
      guard !reference.hasPrefix("sha256:") else {
        return [reference: try await engine.inspectImage(id: reference).image.id]
      }
      return [reference: try await engine.inspectImage(try ImageReference(reference)).image.id]
    } catch let error as EngineError where error.isNotFound {
      return [:]
    }
  }

  // MARK: The host

  /// Warns of processes that have left the node's cgroups, where that can be seen.
  ///
  /// They need a container that sees the host's: for any other node it would only be a look at every process there is.
  func tellEscaped(_ node: DesiredNode) async throws {
    guard node.project.services.contains(where: { $0.pid == .host || $0.cgroup == .host }) else { return }
    let escaped = try await ConfinementCheck(host).escaped(desired.name, try await observe())
    for process in escaped ?? [] {
      progress(ProgressEvent(node: desired.name, .warning(process.whereabouts)))
    }
  }

  /// The look at the engine with what its host says: this one, or one elsewhere as far as it has been asked.
  func withHost(_ observation: Observation, elsewhere facts: HostFacts?) -> Observation {
    let isLocal = observation.engine.connection.endpoint.isLocal
    var seen = isLocal ? observation.confirmed(by: host) : observation
    seen.state.cgroup = isLocal ? (desired.spec.hostCgroup?.path).flatMap(host.cgroup) : facts?.cgroup
    seen.state.sysctlsBefore = seen.state.sysctlsBefore ?? (isLocal ? host.sysctls : facts?.sysctls)
    return seen
  }

  /// What the engine's host has, where the node is to have a part of it.
  func capacity(_ engine: Engine) async throws -> HostCapacity? {
    guard desired.spec.resources.value != ResourcesSection() else { return nil }
    let info = try await engine.info()
    return HostCapacity(cpus: info.processors, memory: Int(info.memory))
  }

  /// Whether the images come first, for without any nobody can be sent to look at the engine's host.
  func needsImages(_ plan: Plan, _ observation: Observation) async throws -> Bool {
    guard plan.makesMore, !observation.engine.connection.endpoint.isLocal, host.handsProgram() != nil,
      plan.steps.contains(where: { if case .pullImage = $0.operation { true } else { false } })
    else { return false }
    return try await observation.engine.images().isEmpty
  }

  /// Whether the host is asked before a plan is carried out: what it can run, and, of one elsewhere, whether it has the
  /// node's cgroup, which a reboot takes away and no engine tells of.
  func asksHost(_ plan: Plan, _ observation: Observation) -> Bool {
    let isElsewhere = !observation.engine.connection.endpoint.isLocal
    return plan.makesMore || (isElsewhere && desired.spec.hostCgroup != nil && !plan.steps.isEmpty)
  }

  /// Throws what keeps the node from running, before anything is changed, and says what changes for others.
  ///
  /// Returns what a host elsewhere has told, which the plan did not know of.
  func check(_ node: DesiredNode, _ observation: Observation) async throws -> HostFacts? {
    let examination = NodeExamination(node, host: host, neighbours: neighbours)
    let (findings, facts) = try await examination.examine(observation)
    let failures = findings.filter { $0.severity == .failure && !skippedChecks.contains($0.check) }
    if let first = failures.first { throw NodeFailure(node.name, unfit: first, failures.dropFirst()) }
    if let external = node.spec.runtime.external { progress(ProgressEvent(node: node.name, .note(external.warning))) }
    let changes = node.spec.hostSysctls.value == .allow ? facts?.sysctls?.changedByKubelet ?? [] : []
    if !changes.isEmpty {
      let words = "the kubelet will change kernel settings of the whole host, and the last node's down puts them back: "
      progress(ProgressEvent(node: node.name, .note(words + changes.map(\.description).joined(separator: ", "))))
    }
    return observation.engine.connection.endpoint.isLocal ? nil : facts
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

extension NodeFailure {
  fileprivate init(_ node: String, unfit first: Finding, _ others: some Collection<Finding>) {
    let others = others.flatMap { ["also: \($0.sentence)"] + $0.remedy.map { "  \($0)" } }
    self.init(
      node: node, .unfit, first.sentence, details: ["--skip-check \(first.check.rawValue) goes on all the same"],
      advice: first.remedy + others)
  }
}
