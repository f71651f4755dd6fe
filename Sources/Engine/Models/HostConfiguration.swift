/// How a container to be created is tied to its host.
package struct HostConfiguration: Encodable, Sendable {
  /// A network's name, `host`, `none`, or `container:ID`.
  package var networkMode: String?
  /// `host`, or `container:ID`.
  package var pidMode: String?
  package var ipcMode: String?
  /// `host` or `private` (see ``Capabilities/honoursCgroupNamespaceMode``).
  package var cgroupNamespaceMode: String?
  package var isPrivileged: Bool?
  /// Whether the engine's small init is process 1.
  package var hasInit: Bool?
  package var isRootReadOnly: Bool?
  /// Whether the engine removes it once it has ended.
  package var isRemovedAtEnd: Bool?
  @OrEmpty package var addedCapabilities: [String] = []
  @OrEmpty package var droppedCapabilities: [String] = []
  @OrEmpty package var securityOptions: [String] = []
  @OrEmpty package var sysctls: [String: String] = [:]
  @OrEmpty package var ulimits: [Ulimit] = []
  @OrEmpty package var devices: [DeviceMapping] = []
  @OrEmpty package var deviceRequests: [DeviceRequest] = []
  /// `SOURCE:DESTINATION[:OPTIONS]`, of paths and of volumes' names.
  @OrEmpty package var binds: [String] = []
  /// Mount options by path.
  @OrEmpty package var tmpfs: [String: String] = [:]
  /// By `port/protocol` of the container; Docker passes over ports that are not exposed as well.
  @OrEmpty package var portBindings: [String: [PortBinding]] = [:]
  /// `NAME:ADDRESS`.
  @OrEmpty package var extraHosts: [String] = []
  @OrEmpty package var annotations: [String: String] = [:]
  package var restartPolicy: RestartPolicy?
  package var log: LogConfiguration?
  /// In bytes.
  package var memory: Int64?
  /// In billionths of a processor.
  package var nanoCPUs: Int64?
  package var pidsLimit: Int64?

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case networkMode = "NetworkMode"
    case pidMode = "PidMode"
    case ipcMode = "IpcMode"
    case cgroupNamespaceMode = "CgroupnsMode"
    case isPrivileged = "Privileged"
    case hasInit = "Init"
    case isRootReadOnly = "ReadonlyRootfs"
    case isRemovedAtEnd = "AutoRemove"
    case addedCapabilities = "CapAdd"
    case droppedCapabilities = "CapDrop"
    case securityOptions = "SecurityOpt"
    case sysctls = "Sysctls"
    case ulimits = "Ulimits"
    case devices = "Devices"
    case deviceRequests = "DeviceRequests"
    case binds = "Binds"
    case tmpfs = "Tmpfs"
    case portBindings = "PortBindings"
    case extraHosts = "ExtraHosts"
    case annotations = "Annotations"
    case restartPolicy = "RestartPolicy"
    case log = "LogConfig"
    case memory = "Memory"
    case nanoCPUs = "NanoCpus"
    case pidsLimit = "PidsLimit"
  }
}
