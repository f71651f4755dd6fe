import Compose

/// Says a volume as a `.volume` unit.
struct VolumeUnit {
  private let volume: Volume
  private let project: Project

  init(_ volume: Volume, in project: Project) { (self.volume, self.project) = (volume, project) }

  static func fileName(_ key: String, in project: Project) -> String { project.unitName(key) + ".volume" }

  func file(_ notes: [String]) -> UnitFile {
    var section = UnitSection("Volume")
    section.add("VolumeName", UnitText.argument(project.name(of: volume)))
    if let driver = volume.driver { section.add("Driver", UnitText.argument(driver)) }
    for option in volume.driverOptions {
      let value = option.value ?? ""
      if let key = key(of: option.key) {
        section.add(key, UnitText.argument(value))
      } else {
        section.add("PodmanArgs", UnitText.word("--opt=\(option.key)=\(value)"))
      }
    }
    section.add("Label", pairs: volume.labels)
    return UnitFile(Self.fileName(volume.key, in: project), notes: notes, [section])
  }

  /// Quadlet's key for an option of the driver; it has those of a mount, and only where there is a device.
  private func key(of option: String) -> String? {
    guard volume.driverOptions["device"]?.isEmpty == false else { return nil }
    return ["type": "Type", "device": "Device", "o": "Options"][option]
  }
}
