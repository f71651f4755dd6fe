/// The steps that stop containers, each after those that depend on it.
struct ContainerStops {
  let observed: ObservedState
  /// Whether something can be done to the engine's host, beside what the engine does.
  let reachesHost: Bool

  /// Adds them for what runs of the chosen containers, which tell why; gives the last step for each by its id.
  ///
  /// With `isNoted` each is marked after as stopped by the user's wish: Podman enters a container that runs to put a file
  /// into it, and may not come out again.
  func add(
    to plan: inout PlanBuilder, noting isNoted: Bool = false, because cause: (ObservedContainer) -> Cause?
  ) -> [String: Int] {
    var stops: [String: Int] = [:]
    for container in observed.containersInStopOrder where container.isUp {
      guard let cause = cause(container) else { continue }
      let dependents = observed.containers.filter { $0.depends(on: container) }.map { stops[$0.id] }
      var last = addStop(of: container, to: &plan, cause, after: dependents)
      if isNoted { last = plan.add(.noteStop(id: container.id, name: container.name), cause, after: [last]) }
      stops[container.id] = last
    }
    return stops
  }

  /// Adds what stops a container that is up, however that is; gives the last step.
  func addStop(
    of container: ObservedContainer, to plan: inout PlanBuilder, _ cause: Cause, after before: [Int?]
  ) -> Int {
    guard reachesHost, container.sharesHostProcesses else {
      return plan.add(.stop(container), cause, after: before)
    }
    let note = plan.add(.noteProcesses(id: container.id, name: container.name), .mayOutlive, after: before)
    let stop = plan.add(
      .stopNotedContainer(id: container.id, name: container.name, grace: container.stopGrace), cause, after: [note])
    return plan.add(.endProcesses(id: container.id, name: container.name), .mayOutlive, after: [stop])
  }
}
