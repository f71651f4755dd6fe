import Compose
import YAML

extension DesiredNode {
  /// The node as it was before an upgrade: every service of the record as its container was made, secrets as they are now.
  ///
  /// `images` are the ids that references, and ids, have on the engine: a service whose reference means another image by
  /// now is given the id of its own. Throws ``PlanningError/noWayBack(_:)`` where more has changed than can be undone.
  package func reverted(to record: UpgradeRecord, images: [String: String] = [:]) throws(PlanningError) -> DesiredNode {
    var services: [Service] = []
    var obstacles: [String] = []
    for made in record.containers {
      guard let service = service(made), let reference = made.reference else {
        obstacles.append("\(made.service) was not made by nodectl")
        continue
      }
      obstacles += changesOfFiles(of: service, made) + missingParts(of: service)
      var reverted = service
      let isElsewhere = images[reference] != made.image && images[made.image] != nil
      if isElsewhere { reverted.image = made.image }
      services.append(reverted)
    }
    guard obstacles.isEmpty else { throw .noWayBack(obstacles) }
    return reverted(services: services, as: record.containers)
  }

  private func service(_ made: UpgradeRecord.Container) -> Service? {
    guard let text = made.labels[Label.config] else { return nil }
    var service = Service(made.service, rendered: revealed(text), leavingOut: ["secret", "config"])
    service?.dependsOn = Dependency.all(inLabel: made.labels[Label.dependsOn] ?? "")
    return service
  }

  /// The files whose contents are not what the container was given: those are known by their fingerprints alone.
  ///
  /// A join token may be another: k0s that has joined does not look at it, and one that has not needs one that is valid.
  private func changesOfFiles(of service: Service, _ made: UpgradeRecord.Container) -> [String] {
    let now = fingerprints(of: service)
    let files = (made.description?["secret"]?.entries ?? []) + (made.description?["config"]?.entries ?? [])
    let changed = files.filter { file in
      file.key != Stack.tokenSecret && now[file.key].map { Value.string($0.description) } != file.value
    }
    let unknown = [service.command ?? [], service.environment.map { $0.value ?? "" }].joined()
      .contains { $0.contains(/<[0-9a-f]{12}>/) }
    return changed.map { "the file \($0.key) of \(service.name) has changed" }
      + (unknown ? ["a secret in the settings of \(service.name) has changed"] : [])
  }

  private func missingParts(of service: Service) -> [String] {
    let volumes = service.volumes.compactMap { mount -> String? in
      guard case .volume(let key) = mount.source, !project.volumes.contains(where: { $0.key == key }) else {
        return nil
      }
      return "the volume \(key)"
    }
    let networks = service.networks.map(\.network).filter { key in !project.networks.contains { $0.key == key } }
    return (volumes + networks.map { "the network \($0)" }).map { "\($0) of \(service.name) is no longer there" }
  }
}
