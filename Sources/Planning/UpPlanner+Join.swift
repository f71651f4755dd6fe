import Compose

/// What a plan has to do with the node's place in its cluster.
extension UpPlanner {
  func checkRejoin() throws(PlanningError) {
    guard options.rejoin, !observed.hasJoined, observed.containers.isEmpty else { return }
    throw .neverJoined(desired.name, dataDirectory: desired.dataDirectory)
  }

  /// What the plan leaves as it is, and what was left of a run before.
  var notes: [PlanNote] { (upgradeNote.map { [$0] } ?? []) + joinNotes }

  /// What of the spec has no effect.
  var joinNotes: [PlanNote] {
    if options.rejoin, !observed.hasJoined {
      return [PlanNote("the node has not joined, so there are no credentials to remove")]
    }
    guard observed.hasJoined else { return [] }
    let changes = Verdicts(desired: desired, observed: observed, options: options).joinChanges()
    return changes.filter { $0.setting != .token || !options.rejoin }.map { $0.note(of: desired.name) }
  }

  /// To be done while k0s does not run; nil where the node is not to join anew.
  mutating func resetCredentials(of service: Service, after before: [Int?]) -> Int? {
    guard options.rejoin, observed.hasJoined, service.isWorker else { return nil }
    return plan.add(.resetCredentials(dataDirectory: desired.dataDirectory), .rejoinRequested, after: before)
  }
}
