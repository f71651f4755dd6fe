package import Engine
import Planning

extension Observation {
  /// One look at the containers of every node on an engine, a node each, by name.
  ///
  /// Networks and volumes are not looked at, nor what has no label of nodectl's.
  package static func all(over connection: Connection) async throws -> [Observation] {
    async let negotiated = Engine.negotiate(over: connection)
    async let containers = connection.containers(.labels(Label.version))
    let engine = try await negotiated
    let details = try await inspect(try await containers, engine).details
    let nodes = Dictionary(grouping: details) { $0.configuration.labels[Label.project] ?? "" }
    return nodes.sorted { $0.key < $1.key }.map { _, details in
      let state = ObservedState(
        containers: details.map(ObservedContainer.init),
        assignedAddress: details.lazy.compactMap(\.assignedAddress).first)
      return Observation(engine: engine, state: state, details: details, stuck: [])
    }
  }

  /// The node that the containers are of.
  package var node: String? { state.containers.lazy.compactMap { $0.labels[Label.project] }.first }
}
