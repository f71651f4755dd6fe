import Compose
import YAML

/// Decides what has to happen to each network and volume of a node.
struct ResourceVerdicts {
  let desired: DesiredNode
  let observed: ObservedState
  let options: UpOptions

  /// The networks of the name that are the node's; several only where an engine allowed duplicates.
  func present(_ network: Compose.Network) -> [ObservedNetwork] {
    let name = desired.project.name(of: network)
    return observed.networks.filter { $0.name == name && isOfNode($0.labels) }
  }

  func present(_ volume: Volume) -> ObservedVolume? {
    let name = desired.project.name(of: volume)
    return observed.volumes.first { $0.name == name && isOfNode($0.labels) }
  }

  private func isOfNode(_ labels: [String: String]) -> Bool { labels[Label.project] == desired.name }

  /// The one of several networks of a name that stays: the one that the node is on, if it is on any.
  func kept(_ network: Compose.Network) -> ObservedNetwork? {
    let candidates = present(network)
    return candidates.first { candidate in observed.containers.contains { $0.networks.contains(candidate.id) } }
      ?? candidates.first
  }

  func verdict(on network: Compose.Network) -> ResourceVerdict {
    if network.isExternal { return .keep }
    guard let present = kept(network) else { return .create }
    let changes = FieldChange.between(
      Self.description(driver: present.driver, present.options, isInternal: present.isInternal),
      Self.description(driver: network.driver ?? "bridge", network.driverOptions.texts, isInternal: network.isInternal))
    // Engines write some options in other words: of what nodectl has made, its hash tells.
    let differs = present.isOwn ? present.labels[Label.configHash] != ConfigHash.of(network) : !changes.isEmpty
    guard differs else { return .keep }
    return .replace(changes.isEmpty ? .madeDifferently : .configurationChanged(changes, of: network.key))
  }

  func verdict(on volume: Volume) -> ResourceVerdict {
    if volume.isExternal { return .keep }
    guard let present = present(volume) else { return .create }
    let changes = FieldChange.between(
      Self.description(driver: present.driver, present.options),
      Self.description(driver: volume.driver ?? "local", volume.driverOptions.texts))
    if changes.isEmpty || (present.isOwn && present.labels[Label.configHash] == ConfigHash.of(volume)) { return .keep }
    if present.isTmpfs { return .replace(.configurationChanged(changes, of: volume.key)) }
    return options.recreateVolumes ? .replace(.dataGivenUp(changes, of: volume.key)) : .refuse(changes)
  }

  /// Why a service's container cannot stay: what it uses is replaced.
  func reasonToReplace(_ service: Service) -> Cause? {
    for network in desired.project.networks where service.networks.contains(where: { $0.network == network.key }) {
      if verdict(on: network).isReplacement { return .resourceReplaced("network \(network.key)") }
    }
    for volume in desired.project.volumes where service.uses(volume) {
      if verdict(on: volume).isReplacement { return .resourceReplaced("volume \(volume.key)") }
    }
    return nil
  }

  private static func description(driver: String, _ options: [String: String], isInternal: Bool = false) -> Value {
    var entries = [Value.Entry("driver", .string(driver))]
    entries += options.sorted { $0.key < $1.key }.map { Value.Entry("driver_opts.\($0.key)", .string($0.value)) }
    if isInternal { entries.append(Value.Entry("internal", .boolean(true))) }
    return .mapping(entries)
  }
}

extension Service {
  func uses(_ volume: Volume) -> Bool { volumes.contains { $0.source == .volume(volume.key) } }
}
