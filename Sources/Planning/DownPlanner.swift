/// Builds the plan of one `down`.
struct DownPlanner {
  let observed: ObservedState
  let options: DownOptions

  func steps() -> [Step] {
    var plan = PlanBuilder()
    var stops: [String: Int] = [:]
    var removals: [String: Int] = [:]
    for container in stopOrder {
      let dependents = observed.containers.filter { depends($0, on: container) }
      let isUp = container.state != .created && container.state != .exited && container.state != .dead
      if isUp {
        stops[container.id] = plan.add(
          .stop(container), .requested, after: dependents.map { stops[$0.id] })
      }
      removals[container.id] = plan.add(
        .removeContainer(id: container.id, name: container.name), .requested,
        after: [stops[container.id]] + dependents.map { removals[$0.id] })
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

  /// Each container after those that depend on it, by the labels that they were made with.
  private var stopOrder: [ObservedContainer] {
    var remaining = observed.containers.sorted { $0.created > $1.created }
    var ordered: [ObservedContainer] = []
    while !remaining.isEmpty {
      let next = remaining.firstIndex { container in !remaining.contains { depends($0, on: container) } }
      ordered.append(remaining.remove(at: next ?? 0))
    }
    return ordered
  }

  private func depends(_ container: ObservedContainer, on other: ObservedContainer) -> Bool {
    if container.id == other.id { return false }
    if container.networkNamespaceOwner == other.id { return true }
    let dependencies = container.labels[Label.dependsOn]?.split(separator: ",") ?? []
    return dependencies.contains { $0.prefix { $0 != ":" } == other.service ?? "" }
  }
}
