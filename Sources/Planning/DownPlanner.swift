/// Builds the plan of one `down`.
struct DownPlanner {
  let node: String
  let observed: ObservedState
  /// Where the node's data is, should no container tell.
  let dataDirectory: String?
  let options: DownOptions

  func steps() -> [Step] {
    var plan = PlanBuilder()
    let stops = ContainerStops(observed: observed, reachesHost: options.reachesHost).add(to: &plan) { _ in .requested }
    let clearing = addClearing(to: &plan, after: stops)
    var removals: [String: Int] = [:]
    for container in observed.containersInStopOrder {
      // Of what still runs nothing is taken away; what has stopped goes side by side where the engine lets it.
      let before = observed.containers.filter { $0.depends(on: container) }
        .map { options.removesInAnyOrder ? stops[$0.id] : removals[$0.id] }
      removals[container.id] = plan.add(
        .removeContainer(id: container.id, name: container.name), .requested,
        after: [stops[container.id], clearing] + before)
    }
    for network in observed.networks {
      plan.add(.removeNetwork(id: network.id, name: network.name), .requested, after: Array(removals.values))
    }
    var restoration: Int?
    if !observed.sysctlsToRestore.isEmpty {
      restoration = plan.add(
        .restoreSysctls(observed.sysctlsToRestore), .lastNode(observed.sysctlsToRestore), after: Array(removals.values))
    }
    // Volumes in memory remember what is to be restored: they go when that is done.
    for volume in observed.volumes where volume.isTmpfs || options.volumes {
      let users = observed.containers.filter { $0.volumes.contains(volume.name) }
      plan.add(.removeVolume(name: volume.name), .requested, after: users.map { removals[$0.id] } + [restoration])
    }
    return plan.steps
  }

  /// Clears the host before any container goes: with the last one, the engine forgets where the node's data is.
  private func addClearing(to plan: inout PlanBuilder, after stops: [String: Int]) -> Int? {
    guard options.reachesHost, !observed.containers.isEmpty || options.purge else { return nil }
    var last = plan.add(.clearHost(node: node), .requested, after: Array(stops.values))
    if options.purge {
      for directory in dataDirectories { last = plan.add(.deleteData(directory), .requested, after: [last]) }
    }
    return last
  }

  private var dataDirectories: [String] {
    let known = Set(observed.containers.compactMap(\.dataDirectory))
    return known.isEmpty ? dataDirectory.map { [$0] } ?? [] : known.sorted()
  }
}
