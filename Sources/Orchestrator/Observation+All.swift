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
    let (details, stuck) = try await inspect(try await containers, engine, stuckAfter: Request.patience)
    let known = Dictionary(grouping: details) { $0.configuration.labels[Label.project] ?? "" }
    let held = Dictionary(grouping: stuck) { $0.labels[Label.project] ?? "" }
    return Set(known.keys).union(held.keys).sorted().map { node in
      let details = known[node] ?? []
      let state = ObservedState(
        containers: details.map(ObservedContainer.init),
        assignedAddress: details.lazy.compactMap(\.assignedAddress).first)
      return Observation(engine: engine, state: state, details: details, stuck: held[node] ?? [])
    }
  }

  /// The node that the containers are of.
  package var node: String? {
    (state.containers.map(\.labels) + stuck.map(\.labels)).lazy.compactMap { $0[Label.project] }.first
  }
}
