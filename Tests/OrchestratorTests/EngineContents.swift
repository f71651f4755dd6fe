import Planning
import TestSupport

/// What an engine holds, without what differs from one clean run to the next: ids and times.
struct EngineContents: Equatable {
  struct Container: Equatable {
    let name: String
    let status: String
    let health: String
    /// What it was made of, its labels among it.
    let configuration: JSONValue
    let files: [String: [UInt8]]
  }

  /// A network or volume.
  struct Resource: Equatable {
    let name: String
    /// What it was made of, its labels among it.
    let configuration: JSONValue
  }

  let containers: [Container]
  /// Two of them may have one name, which engines do not see to.
  let networks: [Resource]
  let volumes: [Resource]

  init(_ world: StubWorld) {
    let names = Dictionary(
      uniqueKeysWithValues: world.containers.map { ($0.id, $0.name) } + world.networks.map { ($0.id, $0.name) })
    containers = world.containers.sorted { $0.name < $1.name }.map { container in
      Container(
        name: container.name, status: container.status, health: container.health,
        configuration: container.configuration.replacing(names), files: container.files.mapValues(\.content))
    }
    networks = world.networks.map { Resource(name: $0.name, configuration: $0.configuration) }
      .sorted { $0.name < $1.name }
    volumes = world.volumes.map { Resource(name: $0.name, configuration: $0.configuration) }
      .sorted { $0.name < $1.name }
  }

  /// What a clean `up` leaves.
  init(afterUpOf node: DesiredNode, _ flavour: StubFlavour) async throws {
    let engine = StubEngine.healthy(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    self.init(engine.state)
  }
}

extension JSONValue {
  /// The same with every id in its strings replaced by the name of what has it.
  fileprivate func replacing(_ names: [String: String]) -> JSONValue {
    switch self {
    case .string(let text): .string(names.reduce(text) { $0.replacing($1.key, with: $1.value) })
    case .array(let values): .array(values.map { $0.replacing(names) })
    case .object(let values): .object(values.mapValues { $0.replacing(names) })
    default: self
    }
  }
}
