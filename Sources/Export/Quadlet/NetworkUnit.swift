import Compose

/// Says a network as a `.network` unit.
struct NetworkUnit {
  private let network: Network
  private let project: Project

  init(_ network: Network, in project: Project) { (self.network, self.project) = (network, project) }

  static func fileName(_ key: String, in project: Project) -> String { project.unitName(key) + ".network" }

  func file(_ notes: [String]) -> UnitFile {
    var section = UnitSection("Network")
    section.add("NetworkName", UnitText.argument(project.name(of: network)))
    section.add("Driver", UnitText.argument(network.driver ?? "bridge"))
    if network.isInternal { section.add("Internal", "true") }
    if network.enableIPv6 { section.add("IPv6", "true") }
    section.add("Options", pairs: network.driverOptions)
    section.add("Label", pairs: network.labels)
    return UnitFile(Self.fileName(network.key, in: project), notes: notes, [section])
  }
}

extension UnitSection {
  /// Adds an assignment of one `key=value` for each pair.
  mutating func add(_ key: String, pairs: KeyValues) {
    for pair in pairs { add(key, UnitText.word("\(pair.key)=\(pair.value ?? "")")) }
  }
}
