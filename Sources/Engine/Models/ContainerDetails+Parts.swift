extension ContainerDetails {
  /// What runs in it.
  package struct Configuration: Decodable, Sendable {
    @OrEmpty package var hostname: String
    @OrEmpty package var user: String
    @OrEmpty package var workingDirectory: String
    /// `NAME=value`, the image's among them; may hold secrets.
    @OrEmpty package var environment: [String]
    /// May hold secrets.
    @OrEmpty package var command: [String]
    @OrEmpty package var entrypoint: [String]
    /// The reference it was made from.
    package let image: String
    @OrEmpty package var labels: [String: String]
    package let healthCheck: HealthCheck?
    /// Whether its output is one raw stream instead of frames.
    package let tty: Bool
    /// In seconds; nil: the engine's default.
    package let stopTimeout: Int?

    private enum CodingKeys: String, CodingKey {
      case hostname = "Hostname"
      case user = "User"
      case workingDirectory = "WorkingDir"
      case environment = "Env"
      case command = "Cmd"
      case entrypoint = "Entrypoint"
      case image = "Image"
      case labels = "Labels"
      case healthCheck = "Healthcheck"
      case tty = "Tty"
      case stopTimeout = "StopTimeout"
    }
  }

  /// How it is tied to its host.
  package struct Host: Decodable, Sendable {
    /// `container:ID` for a shared namespace; of a network see ``Capabilities/reportsNetworkModeAsAsked``.
    @OrEmpty package var networkMode: String
    @OrEmpty package var pidMode: String
    /// Empty from Podman before 5.6, whatever it is.
    @OrEmpty package var cgroupNamespaceMode: String
    package let isPrivileged: Bool
    package let restartPolicy: RestartPolicy?
    @OrEmpty package var binds: [String]
    @OrEmpty package var tmpfs: [String: String]
    /// Podman writes them with `CAP_`.
    @OrEmpty package var addedCapabilities: [String]
    /// Without permissions from Podman.
    @OrEmpty package var devices: [DeviceMapping]
    /// By `port/protocol` of the container.
    @OrEmpty package var portBindings: [String: [PortBinding]]
    package let memory: Int64?
    package let nanoCPUs: Int64?
    package let pidsLimit: Int64?

    private enum CodingKeys: String, CodingKey {
      case networkMode = "NetworkMode"
      case pidMode = "PidMode"
      case cgroupNamespaceMode = "CgroupnsMode"
      case isPrivileged = "Privileged"
      case restartPolicy = "RestartPolicy"
      case binds = "Binds"
      case tmpfs = "Tmpfs"
      case addedCapabilities = "CapAdd"
      case devices = "Devices"
      case portBindings = "PortBindings"
      case memory = "Memory"
      case nanoCPUs = "NanoCpus"
      case pidsLimit = "PidsLimit"
    }
  }

  /// What is mounted in it.
  package struct MountPoint: Decodable, Hashable, Sendable {
    /// `bind` or `volume`.
    package let type: String
    /// The volume's.
    package let name: String?
    /// On the engine's host.
    package let source: String
    package let destination: String
    package let isWritable: Bool
    @OrEmpty package var propagation: String

    private enum CodingKeys: String, CodingKey {
      case type = "Type"
      case name = "Name"
      case source = "Source"
      case destination = "Destination"
      case isWritable = "RW"
      case propagation = "Propagation"
    }
  }

  /// How it is attached to a network.
  package struct Attachment: Decodable, Hashable, Sendable {
    @OrEmpty package var networkID: String
    @OrEmpty package var aliases: [String]
    @OrEmpty package var address: String

    private enum CodingKeys: String, CodingKey {
      case networkID = "NetworkID"
      case aliases = "Aliases"
      case address = "IPAddress"
    }
  }
}
