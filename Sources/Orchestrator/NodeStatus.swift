import Doctor
import NodeSpec
package import Engine
package import Ownership
package import Planning

/// How a node is, as an engine tells.
package struct NodeStatus: Sendable {
  package struct Service: Sendable, Hashable, Encodable {
    package let name: String
    package let container: String
    package let state: String
    /// Nil where it has no health check.
    package let health: String?
    /// Whether it is in a network namespace that ZeroTier has left.
    package let isStale: Bool
    /// Seconds since its last start; nil before the first.
    package fileprivate(set) var runningFor: Int?
    package let restarts: Int
    package let image: String
    package let exitCode: Int?
    /// Whether a user has it stopped, and it was not started since.
    package let isStopped: Bool

    private enum CodingKeys: String, CodingKey {
      case name, container, state, health, isStale, runningFor, restarts, image, exitCode
      case isStopped = "stopped"
    }

    /// That of a container which its engine does not inspect.
    static let stuck = "stuck"

    /// Whether it runs, is healthy where it has a check, and is where the others are.
    package var isReady: Bool { state == "running" && (health ?? "healthy") == "healthy" && !isStale }
  }

  package let node: String
  /// `docker` or `podman`.
  package let engine: String
  package let endpoint: String
  /// The address that ZeroTier has assigned, or that the node was made with.
  package let address: String?
  package let hostPort: Int?
  package let dataDirectory: String?
  /// Processes of its containers that have left its cgroups; nil where the engine's host cannot be seen.
  package let escaped: [Leftovers.Process]?
  /// What is depended on first.
  package private(set) var services: [Service]

  /// What is wrong with the first service that is not as it should be; nil where nothing is, and where none was asked.
  package internal(set) var trouble: Trouble?
  /// What does not keep a service from working, as yet.
  package internal(set) var warnings: [Trouble] = []

  /// What an upgrade changes that is under way, or was interrupted.
  package let upgrade: String?

  /// What runs its pods; nil where its parts were not asked.
  package internal(set) var runtime: Runtime?

  /// What its spec says in vain, where that was compared.
  package internal(set) var notes: [PlanNote] = []

  package struct Trouble: Sendable, Encodable {
    package let service: String
    package let what: String
    package let remedy: [String]
    /// The last that a service has said before it ended; empty for one that can be asked.
    package let lastLines: [String]

    init(_ service: String, _ diagnosis: Diagnosis, _ lastLines: [String] = []) {
      (self.service, self.remedy) = (service, diagnosis.remedy)
      // Both may quote what a part has printed, and the node's secrets are not known here.
      what = Redaction.redactOutput(diagnosis.what)
      self.lastLines = lastLines.map(Redaction.redactOutput)
    }
  }

  /// Whether every service is, and none that was asked has anything to complain of.
  package var isReady: Bool { !services.isEmpty && services.allSatisfy(\.isReady) && trouble == nil }

  /// Whether it is not ready for no other reason than that a user has services stopped.
  package var isStopped: Bool {
    !isReady && trouble == nil && services.contains(where: \.isStopped)
      && services.allSatisfy { $0.isReady || $0.isStopped }
  }

  /// Nil where the engine has no container of the node.
  package init?(_ node: String, _ observation: Observation, escaped: [Leftovers.Process]? = nil, now: Timestamp) {
    let containers = observation.state.containers
    let labels = containers.map(\.labels) + observation.stuck.map(\.labels)
    guard !labels.isEmpty else { return nil }
    (self.node, self.escaped) = (node, escaped)
    engine = observation.engine.product.rawValue
    endpoint = "\(observation.engine.connection.endpoint)"
    func label(_ key: String) -> String? { labels.lazy.compactMap { $0[key] }.first }
    address = observation.state.assignedAddress?.description ?? label(Label.nodeIP)
    hostPort = label(Label.hostPort).flatMap { Int($0) }
    dataDirectory = label(Label.dataDirectory)
    upgrade = observation.state.upgrade?.words
    let known = observation.state.containersInStartOrder.map { container in
      let details = observation.details.first { $0.id == container.id }
      let owner = containers.first { $0.id == container.networkNamespaceOwner }
      return Service(
        name: container.service ?? container.name, container: container.name, state: container.state.rawValue,
        health: container.health == .none ? nil : container.health.rawValue,
        isStale: container.isStale(owner: owner),
        runningFor: container.isRunning ? container.started.map { Int((now.sinceEpoch - $0).components.seconds) } : nil,
        restarts: details?.restartCount ?? 0, image: details?.configuration.image ?? "",
        exitCode: container.isRunning || container.state == .created ? nil : container.exitCode,
        isStopped: container.isStoppedByWish)
    }
    services = known + observation.stuck.map(Service.init(stuck:))
  }
}

extension NodeStatus.Service {
  fileprivate init(stuck container: ContainerSummary) {
    self.init(
      name: container.labels[Label.service] ?? container.name, container: container.name, state: Self.stuck,
      health: nil, isStale: false, runningFor: nil, restarts: 0, image: container.image, exitCode: nil,
      isStopped: false)
  }
}

extension NodeStatus {
  /// The status without what time alone changes: another one where something has happened.
  package var timeless: NodeStatus {
    var status = self
    for index in services.indices { status.services[index].runningFor = nil }
    return status
  }

  /// The status with what another has found to be wrong; nil where the services are not as they were then.
  package func withTrouble(of other: NodeStatus) -> NodeStatus? {
    guard timeless.services == other.timeless.services else { return nil }
    var status = self
    (status.trouble, status.warnings, status.runtime) = (other.trouble, other.warnings, other.runtime)
    return status
  }
}

extension NodeStatus: Encodable {
  private enum CodingKeys: String, CodingKey {
    case node, engine, endpoint, address, hostPort, dataDirectory, escaped, upgrade, services, trouble, warnings, notes
    case runtime
    case isReady = "ready"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(node, forKey: .node)
    try container.encode(isReady, forKey: .isReady)
    try container.encode(engine, forKey: .engine)
    try container.encode(endpoint, forKey: .endpoint)
    try container.encodeIfPresent(address, forKey: .address)
    try container.encodeIfPresent(hostPort, forKey: .hostPort)
    try container.encodeIfPresent(dataDirectory, forKey: .dataDirectory)
    try container.encodeIfPresent(escaped, forKey: .escaped)
    try container.encodeIfPresent(upgrade, forKey: .upgrade)
    try container.encode(services, forKey: .services)
    try container.encodeIfPresent(trouble, forKey: .trouble)
    try container.encode(warnings, forKey: .warnings)
    try container.encodeIfPresent(runtime, forKey: .runtime)
    if !notes.isEmpty { try container.encode(notes, forKey: .notes) }
  }
}
