import Planning
import TestSupport

/// What an engine holds, without what differs from one clean run to the next: ids and times.
struct EngineContents: Equatable {
  struct Container: Equatable {
    let name: String
    let status: String
    let health: String
    let configuration: JSONValue
    let labels: [String: String]
    let files: [String: [UInt8]]
  }

  let containers: [Container]
  let networks: [String: [String: String]]
  let volumes: [String: [String: String]]

  init(_ world: StubWorld) {
    containers = world.containers.sorted { $0.name < $1.name }.map { container in
      Container(
        name: container.name, status: container.status, health: container.health,
        configuration: container.configuration["Cmd"], labels: container.labels,
        files: container.files.mapValues(\.content))
    }
    networks = Dictionary(world.networks.map { ($0.name, $0.labels) }) { first, _ in first }
    volumes = Dictionary(uniqueKeysWithValues: world.volumes.map { ($0.name, $0.labels) })
  }

  /// What a clean `up` leaves.
  init(afterUpOf node: DesiredNode, _ flavour: StubFlavour) async throws {
    let engine = StubEngine.healthy(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    self.init(engine.state)
  }

  /// Whether networks have names of their own, which engines do not see to.
  static func hasDuplicates(_ world: StubWorld) -> Bool {
    Set(world.networks.map(\.name)).count != world.networks.count
      || Set(world.containers.map(\.name)).count != world.containers.count
  }
}
