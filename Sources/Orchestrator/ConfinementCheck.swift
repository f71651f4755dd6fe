import Engine
import HTTP
package import Ownership

/// Looks for processes of a node that runs which are in none of its cgroups: engines do not end them with their containers.
package struct ConfinementCheck: Sendable {
  private let host: any EngineHost

  package init(_ host: any EngineHost) { self.host = host }

  /// A command that an engine runs in a container is for a moment in it and not yet in its cgroup.
  private static let patience = Duration.milliseconds(200)

  /// Those that were outside at two looks; nil where the engine's host cannot be seen.
  package func escaped(_ node: String, _ observation: Observation) async throws -> [Leftovers.Process]? {
    guard observation.engine.connection.endpoint.isLocal,
      case .noted(let marks)? = await host.perform(.note(NodeMarks(node, observation))),
      marks.containers.contains(where: { $0.main != nil }), let first = await outside(marks)
    else { return nil }
    if first.isEmpty { return [] }
    try await Task.sleep(for: Self.patience)
    return await outside(marks)?.filter { process in first.contains { $0.isSame(as: process) } }
  }

  private func outside(_ marks: NodeMarks) async -> [Leftovers.Process]? {
    guard case .found(let found)? = await host.perform(.find(marks)) else { return nil }
    // Pods that a runtime of the host's runs are not in the node, and the engine is not to end them.
    return found.processes.filter { process in
      let cgroup = CgroupPath(process.cgroup)
      return marks.ownCgroup(holding: cgroup) == nil && !marks.podCgroups.contains { cgroup.isInside($0) }
    }
  }
}

extension Leftovers.Process {
  /// Whether it is the same process, wherever it is now.
  fileprivate func isSame(as other: Leftovers.Process) -> Bool { pid == other.pid && startTime == other.startTime }

  /// Where it is, for a process of a node that is not where the node is.
  package var whereabouts: String {
    "process \(pid) (\(command)) is outside of the node's cgroups, in \(cgroup): the engine does not end it with the node"
  }
}
