/// What an engine tells of itself and its host.
package struct EngineInfo: Decodable, Sendable {
  /// The host's name.
  package let name: String
  package let serverVersion: String
  package let operatingSystem: String
  package let kernelVersion: String
  /// As the kernel names it (`x86_64`) from Docker, as Go does (`amd64`) from Podman.
  package let architecture: String
  package let processors: Int
  /// In bytes.
  package let memory: Int64
  /// `1` or `2`.
  @OrEmpty package var cgroupVersion: String
  /// `systemd` or `cgroupfs`.
  @OrEmpty package var cgroupDriver: String
  /// What keeps images and containers, such as `overlay2`.
  @OrEmpty package var storageDriver: String
  /// Where images and volumes are on its host.
  package let rootDirectory: String
  /// Such as `name=rootless` and `name=selinux`.
  @OrEmpty package var securityOptions: [String]
  @OrEmpty package var defaultRuntime: String
  @OrEmpty package var runtimes: [String: EmptyObject]

  package var isRootless: Bool { securityOptions.contains { $0.hasPrefix("name=rootless") } }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case serverVersion = "ServerVersion"
    case operatingSystem = "OperatingSystem"
    case kernelVersion = "KernelVersion"
    case architecture = "Architecture"
    case processors = "NCPU"
    case memory = "MemTotal"
    case cgroupVersion = "CgroupVersion"
    case cgroupDriver = "CgroupDriver"
    case storageDriver = "Driver"
    case rootDirectory = "DockerRootDir"
    case securityOptions = "SecurityOptions"
    case defaultRuntime = "DefaultRuntime"
    case runtimes = "Runtimes"
  }
}
