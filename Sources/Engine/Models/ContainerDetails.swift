/// A container as its inspection tells of it.
///
/// Engines add to what was asked for (environment, mount options, defaults), each in its own way: it is for looking at
/// and for judging states, and only with ``Capabilities`` in hand for comparing with a wish.
package struct ContainerDetails: Decodable, Sendable {
  package let id: String
  /// Without the slash that the API puts before it.
  package let name: String
  package let created: Timestamp
  package let state: ContainerState
  package let restartCount: Int
  /// The digest of the image's configuration: what it really runs.
  package let imageID: String
  package let configuration: Configuration
  package let host: Host
  package let mounts: [MountPoint]
  /// The upper directory of the overlay that is its root, on the engine's host; nil where it is made otherwise.
  package let upperDirectory: String?
  /// The file of its log on the engine's host; empty where it logs elsewhere, or never ran.
  package let logPath: String
  /// By network name.
  ///
  /// Podman lists the owner's networks for a container that shares its namespace, Docker none.
  package let networks: [String: Attachment]
  /// The ports published on the host now, by container port (`9993/udp`).
  package let ports: [String: [PortBinding]]

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case name = "Name"
    case created = "Created"
    case state = "State"
    case restartCount = "RestartCount"
    case imageID = "Image"
    case configuration = "Config"
    case host = "HostConfig"
    case mounts = "Mounts"
    case logPath = "LogPath"
    case network = "NetworkSettings"
    case storage = "GraphDriver"
  }

  private struct Network: Decodable {
    @OrEmpty var networks: [String: Attachment]
    @OrEmpty var ports: [String: [PortBinding]?]

    enum CodingKeys: String, CodingKey {
      case networks = "Networks"
      case ports = "Ports"
    }
  }

  private struct Storage: Decodable {
    @OrEmpty var data: [String: String?]

    enum CodingKeys: String, CodingKey { case data = "Data" }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    name = String(try container.decode(String.self, forKey: .name).trimmingPrefix("/"))
    created = try container.decode(Timestamp.self, forKey: .created)
    state = try container.decode(ContainerState.self, forKey: .state)
    restartCount = try container.decodeIfPresent(Int.self, forKey: .restartCount) ?? 0
    imageID = try container.decode(String.self, forKey: .imageID)
    configuration = try container.decode(Configuration.self, forKey: .configuration)
    host = try container.decode(Host.self, forKey: .host)
    mounts = try container.decodeIfPresent([MountPoint].self, forKey: .mounts) ?? []
    let storage = try? container.decodeIfPresent(Storage.self, forKey: .storage)
    upperDirectory = storage?.data["UpperDir"] ?? nil
    logPath = try container.decodeIfPresent(String.self, forKey: .logPath) ?? ""
    let network = try container.decode(Network.self, forKey: .network)
    networks = network.networks
    ports = network.ports.compactMapValues { $0 }
  }
}
