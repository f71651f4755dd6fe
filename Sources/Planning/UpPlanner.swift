import Compose
import Ownership

/// Builds the plan of one `up`.
struct UpPlanner {
  let desired: DesiredNode
  let observed: ObservedState
  let options: UpOptions

  let resources: ResourceVerdicts
  let verdicts: [(service: Service, verdict: ServiceVerdict)]
  var plan = PlanBuilder()
  private var pulls: [String: Int] = [:]
  /// The last step before a network, or a volume, can be used.
  var networks: [String: Int] = [:]
  var volumes: [String: Int] = [:]
  /// The last step that takes a service's old container away, or stops it.
  private(set) var ends: [String: Int] = [:]
  private var creates: [String: Int] = [:]
  /// The last step before a service's container can start.
  private var preparations: [String: Int] = [:]
  private var starts: [String: Int] = [:]
  private var waits: [String: Int] = [:]
  private var address: Int?
  /// The step that comes before whatever changes something of the node.
  var groundwork: Int?

  init(desired: DesiredNode, observed: ObservedState, options: UpOptions) {
    (self.desired, self.observed, self.options) = (desired, observed, options)
    resources = ResourceVerdicts(desired: desired, observed: observed, options: options)
    verdicts = Verdicts(desired: desired, observed: observed, options: options).all()
  }

  mutating func steps() throws(PlanningError) -> [Step] {
    try checkOrigin()
    try checkRejoin()
    try checkUpgrade()
    createCgroup()
    for (service, verdict) in verdicts where verdict.makesContainer { try pull(service) }
    recordUpgrade(after: Array(pulls.values))
    removeLeftOvers()
    for (service, verdict) in verdicts.reversed() { end(service, verdict) }
    try convergeNetworks()
    try convergeVolumes()
    removeUnusedResources()
    for (service, verdict) in verdicts { begin(service, verdict) }
    if options.wait == .ready, !plan.steps.isEmpty || observed.upgrade != nil { awaitReady() }
    endUpgrade()
    return plan.steps
  }

  /// Of a node that is as it should be nothing is asked: its health checks have said so.
  private mutating func awaitReady() {
    for (service, _) in verdicts {
      var before = waits[service.name]
      for condition in Readiness.conditions(of: service) {
        before = plan.add(.awaitReady(service: service.name, condition), .upWaits, after: [before])
      }
    }
  }

  /// Takes over what others made, as `docker compose` did from the published file, only where it is this node's.
  private func checkOrigin() throws(PlanningError) {
    let foreign = observed.containers.filter { $0.foreign != nil && desired.project.service($0.service ?? "") != nil }
    guard foreign.isEmpty || observed.isNodes(dataDirectory: desired.dataDirectory) else {
      throw .projectTaken(desired.name, dataDirectory: desired.dataDirectory)
    }
  }

  /// Comes before all else: where a host does not allow it, nothing is to be changed for nothing.
  private mutating func createCgroup() {
    guard let own = observed.cgroup, !own.isReady else { return }
    groundwork = plan.add(.createCgroup(own), own.exists ? .controllersMissing(own.missing) : .absent)
  }

  private mutating func pull(_ service: Service) throws(PlanningError) {
    guard pulls[service.image] == nil, observed.images[service.image] == nil else { return }
    guard options.pull != .never else { throw .imageMissing(service.image, service: service.name) }
    pulls[service.image] = plan.add(
      .pullImage(service.image, service: service.name), .imageAbsent, after: [groundwork])
  }

  // MARK: What goes away

  private var stops: ContainerStops { ContainerStops(observed: observed, reachesHost: options.reachesHost) }

  /// Removes the node's own containers that are of no service, or are there twice; others' are left alone.
  private mutating func removeLeftOvers() {
    let kept = Set(verdicts.compactMap { observed.container(of: $0.service.name)?.id })
    for container in observed.containers where !kept.contains(container.id) && container.isOwn {
      let stop = container.isUp ? stops.addStop(of: container, to: &plan, .leftOver, after: [groundwork]) : nil
      let remove = plan.add(
        .removeContainer(id: container.id, name: container.name), .leftOver, after: [groundwork, stop])
      // Whatever shares its network namespace or its name waits for it.
      for (service, _) in verdicts { ends[service.name] = remove }
    }
  }

  private mutating func end(_ service: Service, _ verdict: ServiceVerdict) {
    guard let container = observed.container(of: service.name) else {
      let before = Array(pulls.values) + [ends[service.name], groundwork]
      if let reset = resetCredentials(of: service, after: before) { ends[service.name] = reset }
      return
    }
    // Nothing is stopped before every image is there: a pull that fails must not cost a running node.
    let dependents = verdicts.filter { $0.service.dependsOn.contains { $0.service == service.name } }
    let before = dependents.map { ends[$0.service.name] } + Array(pulls.values) + [ends[service.name], groundwork]
    switch verdict {
    case .keep, .create, .start: return
    case .restart(let cause):
      ends[service.name] = stops.addStop(of: container, to: &plan, cause, after: before)
    case .replace(let cause):
      let stop = container.isUp ? stops.addStop(of: container, to: &plan, cause, after: before) : nil
      // A run that is killed in between leaves a container that tells that the node was there.
      let reset = resetCredentials(of: service, after: [stop] + before)
      ends[service.name] = plan.add(
        .removeContainer(id: container.id, name: container.name), cause, after: [stop, reset] + before)
    }
  }

  // MARK: What comes

  private mutating func begin(_ service: Service, _ verdict: ServiceVerdict) {
    switch verdict {
    case .keep: break
    case .restart(let cause): start(service, cause)
    case .start(let cause):
      // Whether a run that was interrupted had put the files there cannot be seen from outside.
      let files = cause == .neverStarted && service.hasFiles
      if files { preparations[service.name] = plan.add(.putFiles(service: service.name), cause) }
      start(service, cause)
    case .create(let cause): create(service, cause)
    case .replace: create(service, .replaced)
    }
    if options.wait != .started, verdict != .keep || !isSettled(service) { wait(for: service.name) }
  }

  private mutating func create(_ service: Service, _ cause: Cause) {
    var before = [groundwork, pulls[service.image], ends[service.name]]
    before += service.networks.map { networks[$0.network] }
    before += service.volumes.map { mount in
      if case .volume(let key) = mount.source { volumes[key] } else { nil }
    }
    before.append(service.networkNamespaceOwner.flatMap { creates[$0] })
    if desired.awaitingAddress.contains(service.name) { before.append(readAddress()) }
    let create = plan.add(.createContainer(service: service.name), cause, after: before)
    (creates[service.name], preparations[service.name]) = (create, create)
    if service.hasFiles {
      preparations[service.name] = plan.add(.putFiles(service: service.name), cause, after: [create])
    }
    start(service, cause)
  }

  private mutating func start(_ service: Service, _ cause: Cause) {
    var before = [preparations[service.name], ends[service.name], groundwork]
    for dependency in service.dependsOn {
      switch dependency.condition {
      case .started, .completed: before.append(starts[dependency.service])
      case .healthy:
        let other = desired.project.service(dependency.service)
        if let other, starts[other.name] != nil || !isSettled(other) { wait(for: other.name) }
        before.append(waits[dependency.service])
      }
    }
    starts[service.name] = plan.add(.startContainer(service: service.name), cause, after: before)
  }

  private mutating func wait(for service: String) {
    guard waits[service] == nil else { return }
    let isAwaited = verdicts.contains { dependent, verdict in
      verdict != .keep && dependent.dependsOn.contains { $0.service == service && $0.condition == .healthy }
    }
    let cause = isAwaited ? Cause.dependencyFirst : .upWaits
    waits[service] = plan.add(.awaitHealthy(service: service), cause, after: [starts[service]])
  }

  private mutating func readAddress() -> Int? {
    guard address == nil, let owner = desired.zerotierService else { return address }
    wait(for: owner)
    address = plan.add(.readAddress(service: owner), .dependencyFirst, after: [waits[owner]])
    return address
  }

  /// Whether a container that is kept has nothing to be waited for.
  private func isSettled(_ service: Service) -> Bool {
    guard let container = observed.container(of: service.name), container.isRunning else { return false }
    return container.health == .healthy || container.health == .none
  }
}

extension ServiceVerdict {
  var makesContainer: Bool {
    switch self {
    case .create, .replace: true
    case .keep, .start, .restart: false
    }
  }
}

extension Service {
  /// Whether it is given files before it starts.
  fileprivate var hasFiles: Bool { !secrets.isEmpty || !configs.isEmpty }
}
