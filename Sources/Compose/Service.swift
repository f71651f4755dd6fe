/// A service of a compose file, as far as stacks of nodes need one.
///
/// What is nil or empty is left to the image or the engine.
package struct Service: Sendable, Equatable {
  package enum CgroupMode: String, Sendable, CaseIterable {
    case `private`
    case host
  }

  package enum PidMode: String, Sendable, CaseIterable {
    case host
  }

  /// The key in the file's `services:`.
  package var name: String
  package var image = ""
  package var hostname: String?
  package var entrypoint: [String]?
  package var command: [String]?
  package var environment: KeyValues = [:]
  package var user: String?
  package var workingDirectory: String?
  package var labels: KeyValues = [:]

  package var networkMode: NetworkMode?
  package var networks: [NetworkAttachment] = []
  package var ports: [PortMapping] = []
  package var extraHosts: KeyValues = [:]

  package var volumes: [Mount] = []
  package var tmpfs: [String] = []
  package var secrets: [FileGrant] = []
  package var configs: [FileGrant] = []

  package var privileged = false
  package var capAdd: [String] = []
  package var capDrop: [String] = []
  package var devices: [Device] = []
  package var securityOptions: [String] = []
  package var sysctls: KeyValues = [:]
  package var ulimits: [Ulimit] = []
  package var cgroup: CgroupMode?
  package var pid: PidMode?
  package var readOnly = false
  package var initProcess = false

  /// CPUs, perhaps a fraction of one.
  package var cpus: Double?
  /// Bytes.
  package var memoryLimit: Int?
  package var pidsLimit: Int?

  package var healthcheck: Healthcheck?
  package var dependsOn: [Dependency] = []
  package var restart: RestartPolicy = .no
  package var stopGracePeriod: Duration?
  package var stopSignal: String?
  package var logging: Logging?

  package init(name: String) { self.name = name }

  /// The service in whose network namespace this one is.
  package var networkNamespaceOwner: String? {
    if case .service(let name) = networkMode { name } else { nil }
  }
}
