import Compose

/// What makes an `up` an upgrade: it may be refused, and what it began from is remembered until it has come to its end.
extension UpPlanner {
  func checkUpgrade() throws(PlanningError) {
    guard let upgrade = options.upgrade else { return }
    guard observed.upgrade != nil || !observed.containers.isEmpty else { throw .notThere(desired.name) }
    guard makesContainers else { return }
    let record = observed.upgrade ?? UpgradeRecord(of: observed, to: desired)
    if !upgrade.isForced, let change = versionChange(since: record) { throw .versionRefused(change) }
    guard upgrade.goesBack else { return }
    let replaced =
      desired.project.networks.filter { resources.verdict(on: $0).isReplacement }.map { "the network \($0.key)" }
      + desired.project.volumes.filter { resources.verdict(on: $0).isReplacement }.map { "the volume \($0.key)" }
    guard replaced.isEmpty else { throw .noWayBack(replaced.map { "\($0) is replaced" }) }
    _ = try desired.reverted(to: record)
  }

  private var makesContainers: Bool { verdicts.contains { $0.verdict.makesContainer } }

  private func versionChange(since record: UpgradeRecord) -> VersionChange? {
    guard let service = desired.project.services.first(where: \.isWorker),
      let old = record.container(of: service.name)?.reference
    else { return nil }
    return VersionChange(fromImage: old, to: service.image)
  }

  /// Remembers what there is, once every image is there and before anything of the node is changed.
  mutating func recordUpgrade(after before: [Int?]) {
    guard options.upgrade != nil, observed.upgrade == nil, makesContainers else { return }
    groundwork = plan.add(
      .recordUpgrade(UpgradeRecord(of: observed, to: desired)), .upgradeBegins, after: [groundwork] + before)
  }

  /// Forgets it, once the node is as it should be: a run that has not looked does not know.
  mutating func endUpgrade() {
    let isRecorded = plan.steps.contains { if case .recordUpgrade = $0.operation { true } else { false } }
    guard options.wait != .started, isRecorded || observed.upgrade != nil else { return }
    plan.add(
      .removeVolume(name: UpgradeRecord.volumeName(of: desired.name)), .upgradeEnds, after: plan.steps.map(\.id))
  }

  /// What there is to say of an upgrade that was interrupted.
  var upgradeNote: PlanNote? {
    guard let record = observed.upgrade, desired.previous.isEmpty else { return nil }
    let course =
      options.upgrade == nil
      ? "the node is brought to what its spec says now" : "it goes on, and would go back to what there was before it"
    return PlanNote("an upgrade (\(record.words)) has not come to its end; \(course)")
  }
}
