/// The steps that stop containers, each after those that depend on it.
struct ContainerStops {
  let observed: ObservedState
  /// Whether something can be done to the engine's host, beside what the engine does.
  let reachesHost: Bool

  /// Adds them for what runs of the chosen containers, which tell why; gives the last step for each by its id.
  ///
  /// With `isNoted` each is marked before as stopped by the user's wish.
  func add(
    to plan: inout PlanBuilder, noting isNoted: Bool = false, because cause: (ObservedContainer) -> Cause?
  ) -> [String: Int] {
    var stops: [String: Int] = [:]
    for container in observed.containersInStopOrder where container.isUp {
      guard let cause = cause(container) else { continue }
      var before = observed.containers.filter { $0.depends(on: container) }.map { stops[$0.id] }
      if isNoted { before = [plan.add(.noteStop(id: container.id, name: container.name), cause, after: before)] }
      guard reachesHost, container.sharesHostProcesses else {
        stops[container.id] = plan.add(.stop(container), cause, after: before)
        continue
      }
      let note = plan.add(.noteProcesses(id: container.id, name: container.name), .mayOutlive, after: before)
      let stop = plan.add(
        .stopNotedContainer(id: container.id, name: container.name, grace: container.stopGrace), cause, after: [note])
      stops[container.id] = plan.add(
        .endProcesses(id: container.id, name: container.name), .mayOutlive, after: [stop])
    }
    return stops
  }
}
