import Compose

extension ContainerUnit {
  /// What the service waits for, goes with, and brings.
  mutating func sayOrder() {
    unit.add("Description", UnitText.plain("\(service.name) of the node \(project.name)"))
    let (bound, required) = service.dependsOn.partitioned { $0.restart || $0.service == service.networkNamespaceOwner }
    unit.add("BindsTo", names: bound.map { systemdUnit($0.service) })
    unit.add("Requires", names: required.map { systemdUnit($0.service) })
    unit.add("After", names: service.dependsOn.map { systemdUnit($0.service) })
    for dependency in service.dependsOn where dependency.condition == .completed {
      refuse("'\(dependency.service)' would have to complete before, and a unit that has completed is stopped")
    }
    if !upheld.isEmpty {
      unit.comment("Whatever had to stop with this one, or failed while it was away, comes back with it.")
      unit.add("Upholds", names: upheld.map { systemdUnit($0.name) })
    }
    if service.restart.limit == 0, service.restart != .no { unit.add("StartLimitIntervalSec", "0") }
    if service.restart.limit > 0 {
      unit.add("StartLimitIntervalSec", "infinity")
      unit.add("StartLimitBurst", "\(service.restart.limit + 1)")
    }
  }

  private func systemdUnit(_ name: String) -> String { project.unitName(name) + ".service" }

  /// The services that are always to run and for which this one is the last to wait for.
  private var upheld: [Service] {
    let order = project.servicesInStartOrder.map(\.name)
    return project.services.filter { other in
      let last = order.last { name in other.dependsOn.contains { $0.service == name } }
      return last == service.name && other.restart.survivesBoot
    }
  }

  /// Whether the service counts as started only once it is healthy.
  ///
  /// It does where one waits for its health, or none for anything: then `systemctl start` does.
  var startsHealthy: Bool {
    let conditions = project.services.flatMap(\.dependsOn).filter { $0.service == service.name }.map(\.condition)
    if conditions.contains(.healthy) { return true }
    return conditions.isEmpty && service.healthcheck.map { !$0.isDisabled } == true
  }
}

extension Collection {
  fileprivate func partitioned(by belongsToFirst: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(belongsToFirst), filter { !belongsToFirst($0) })
  }
}
