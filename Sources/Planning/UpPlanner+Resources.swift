import Compose

/// The networks and volumes of a plan.
extension UpPlanner {
  mutating func convergeNetworks() throws(PlanningError) {
    for network in desired.project.networks {
      let name = desired.project.name(of: network)
      let isThere = observed.networks.contains { $0.name == name }
      guard network.isExternal || !isThere || !resources.present(network).isEmpty else {
        throw .nameTaken(kind: "network", name: name)
      }
      let verdict = resources.verdict(on: network)
      let kept = verdict == .keep ? resources.kept(network)?.id : nil
      var removal: Int?
      for other in resources.present(network) where other.id != kept {
        let cause: Cause = if case .replace(let cause) = verdict { cause } else { .duplicate }
        removal = plan.add(.removeNetwork(id: other.id, name: name), cause, after: [groundwork, removal] + allEnds)
      }
      switch verdict {
      case .create: networks[network.key] = plan.add(.createNetwork(network.key), .absent, after: [groundwork])
      case .replace: networks[network.key] = plan.add(.createNetwork(network.key), .replaced, after: [removal])
      // A container that is made joins the network by its name: there must be one of it.
      case .keep, .refuse: networks[network.key] = removal
      }
    }
  }

  mutating func convergeVolumes() throws(PlanningError) {
    for volume in desired.project.volumes {
      let name = desired.project.name(of: volume)
      let isThere = observed.volumes.contains { $0.name == name }
      guard volume.isExternal || !isThere || resources.present(volume) != nil else {
        throw .nameTaken(kind: "volume", name: name)
      }
      switch resources.verdict(on: volume) {
      case .keep: break
      case .create: volumes[volume.key] = plan.add(.createVolume(volume.key), .absent, after: [groundwork])
      case .replace(let cause):
        let removal = plan.add(.removeVolume(name: name), cause, after: [groundwork] + allEnds)
        volumes[volume.key] = plan.add(.createVolume(volume.key), .replaced, after: [removal])
      case .refuse(let changes): throw .volumeDiffers(name, changes)
      }
    }
  }

  /// Removes networks, and volumes in memory, that nodectl made for the node and that it no longer has.
  mutating func removeUnusedResources() {
    let networks = desired.project.networks.map(desired.project.name(of:))
    for network in observed.networks where network.isOwn && !networks.contains(network.name) {
      guard network.labels[Label.project] == desired.name else { continue }
      plan.add(.removeNetwork(id: network.id, name: network.name), .leftOver, after: [groundwork] + allEnds)
    }
    let volumes = desired.project.volumes.map(desired.project.name(of:))
    let kept = volumes + [UpgradeRecord.volumeName(of: desired.name)]
    for volume in observed.volumes where volume.isOwn && volume.isTmpfs && !kept.contains(volume.name) {
      guard volume.labels[Label.project] == desired.name else { continue }
      plan.add(.removeVolume(name: volume.name), .leftOver, after: [groundwork] + allEnds)
    }
  }

  /// The steps after which no container is left that is to go.
  private var allEnds: [Int?] { verdicts.map { ends[$0.service.name] } }
}
