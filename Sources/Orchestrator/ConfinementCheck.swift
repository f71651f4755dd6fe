import Engine
import HTTP
import NodeSpec
package import Ownership
import Planning

/// Looks for processes of a node that are in none of its cgroups.
package struct ConfinementCheck: Sendable {
  private let host: any EngineHost

  package init(_ host: any EngineHost) { self.host = host }

  /// A command that an engine runs in a container is for a moment in it and not yet in its cgroup.
  private static let patience = Duration.milliseconds(200)

  /// Those that were outside at two looks; nil where the engine's host cannot be seen.
  package func escaped(_ node: String, _ observation: Observation) async throws -> [EscapedProcess]? {
    guard observation.engine.connection.endpoint.isLocal else { return nil }
    let containers = observation.details.filter { $0.state.pid > 0 }.map { details in
      let service = details.configuration.labels[Label.service] ?? details.name
      return Confinement.Container(id: details.id, service: service, pid: Int32(details.state.pid))
    }
    let confinement = Confinement(containers, ownCgroup: (try? NodeName(node))?.cgroup)
    guard let first = look(confinement, containers) else { return nil }
    if first.isEmpty { return [] }
    try await Task.sleep(for: Self.patience)
    let second = look(confinement, containers) ?? []
    return second.filter { process in first.contains { $0.isSame(as: process) } }.sorted { $0.pid < $1.pid }
  }

  private func look(_ confinement: Confinement, _ containers: [Confinement.Container]) -> [EscapedProcess]? {
    guard let observer = host.process else { return nil }
    return confinement.escaped(among: host.processes(sharingWith: containers.map(\.pid)), observer: observer)
  }
}
