import Engine
import HTTP
package import Ownership

/// What a node has on its engine's host beside what the engine tells.
package enum NodeFootprint {
  /// Its processes, mounts and cgroups, running or left behind; nil where the engine's host cannot be seen.
  package static func find(
    _ node: String, _ observation: Observation, on host: any EngineHost
  ) async -> Leftovers? {
    guard observation.engine.connection.endpoint.isLocal,
      case .noted(let marks)? = await host.perform(.note(NodeMarks(node, observation))),
      case .found(let found)? = await host.perform(.find(marks))
    else { return nil }
    return found
  }
}
