/// Builds the plan of one `stop`, `start` or `restart`, which makes nothing and removes nothing.
struct LifePlanner {
  let observed: ObservedState
  let options: LifeOptions
  private var plan = PlanBuilder()
  private var starts: [String: Int] = [:]
  private var waits: [String: Int] = [:]

  init(observed: ObservedState, options: LifeOptions) { (self.observed, self.options) = (observed, options) }

  mutating func steps() throws(PlanningError) -> [Step] {
    switch options.change {
    case .stop:
      let causes = causesToStop()
      _ = stops.add(to: &plan, noting: true) { causes[$0.id] }
    case .start:
      try start([:], after: [:])
    case .restart:
      let causes = causesToStop()
      try start(causes, after: stops.add(to: &plan) { causes[$0.id] })
    }
    return plan.steps
  }

  private var stops: ContainerStops { ContainerStops(observed: observed, reachesHost: options.reachesHost) }

  private func isMeant(_ container: ObservedContainer) -> Bool {
    container.service.map(options.services.contains) ?? false
  }

  /// Why each is stopped, by its id: it is meant, or is to restart with one that is.
  private func causesToStop() -> [String: Cause] {
    var causes: [String: Cause] = [:]
    for container in observed.containersInStartOrder {
      let taking = observed.containers.first { causes[$0.id] != nil && container.restarts(with: $0) }
      if isMeant(container) {
        causes[container.id] = .requested
      } else if container.isUp, let service = taking?.service {
        causes[container.id] = .dependencyStops(service)
      }
    }
    return causes
  }

  /// Starts what was stopped, or else what is meant, and what of that it needs does not run.
  private mutating func start(_ stopped: [String: Cause], after stops: [String: Int]) throws(PlanningError) {
    var causes = stopped
    for container in observed.containersInStopOrder where causes[container.id] == nil && !container.isUp {
      let needing = observed.containers.first { causes[$0.id] != nil && $0.depends(on: container) }
      if isMeant(container) {
        causes[container.id] = .requested
      } else if let service = needing?.service {
        causes[container.id] = .dependentStarts(service)
      }
    }
    for container in observed.containersInStartOrder {
      guard let cause = causes[container.id], let service = container.service else { continue }
      guard container.started != nil else { throw .neverStarted(service) }
      let dependencies = observed.containers.filter { container.depends(on: $0) }
      let before = dependencies.map { dependency -> Int? in
        guard container.awaitsHealth(of: dependency) else { return starts[dependency.id] }
        return wait(for: dependency, .dependencyFirst)
      }
      starts[container.id] = plan.add(.startContainer(service: service), cause, after: before + [stops[container.id]])
    }
    guard options.awaitsHealth else { return }
    for container in observed.containersInStartOrder where starts[container.id] != nil {
      _ = wait(for: container, .commandWaits)
    }
  }

  /// Waits for the health of a container that is started now, or is not healthy as yet; nil where it needs no wait.
  private mutating func wait(for container: ObservedContainer, _ cause: Cause) -> Int? {
    if let wait = waits[container.id] { return wait }
    let isNew = starts[container.id] != nil
    guard let service = container.service, isNew || ![.healthy, .none].contains(container.health) else { return nil }
    let wait = plan.add(.awaitHealthy(service: service), cause, after: [starts[container.id]])
    waits[container.id] = wait
    return wait
  }
}
