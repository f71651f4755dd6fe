extension ObservedState {
  /// The containers, each after those that it depends on, by the labels that they were made with.
  package var containersInStartOrder: [ObservedContainer] { containersInStopOrder.reversed() }

  /// The containers, each after those that depend on it.
  var containersInStopOrder: [ObservedContainer] {
    var remaining = containers.sorted { $0.created > $1.created }
    var ordered: [ObservedContainer] = []
    while !remaining.isEmpty {
      let next = remaining.firstIndex { container in !remaining.contains { $0.depends(on: container) } }
      ordered.append(remaining.remove(at: next ?? 0))
    }
    return ordered
  }
}
