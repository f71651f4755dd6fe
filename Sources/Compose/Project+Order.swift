extension Project {
  /// The services, each after those it depends on, otherwise in the order of the file.
  package var servicesInStartOrder: [Service] {
    let (ordered, cyclic) = sortedByDependency
    return ordered + cyclic
  }

  /// The services that wait for each other, or for one that does; the rules of a project forbid them.
  var servicesInCycles: [Service] { sortedByDependency.cyclic }

  private var sortedByDependency: (ordered: [Service], cyclic: [Service]) {
    var remaining = services
    var ordered: [Service] = []
    while let index = remaining.firstIndex(where: { service in
      !service.dependsOn.contains { dependency in remaining.contains { $0.name == dependency.service } }
    }) {
      ordered.append(remaining.remove(at: index))
    }
    return (ordered, remaining)
  }
}
