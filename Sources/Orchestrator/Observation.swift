package import Engine
package import HTTP
import Ownership
package import Planning

/// One look at what an engine holds of a node.
package struct Observation: Sendable {
  package let engine: Engine
  package internal(set) var state: ObservedState
  /// All there is to know of the node's containers.
  package let details: [ContainerDetails]
  /// The containers that the engine does not inspect: Docker is stopping them, and somebody holds their output.
  package let stuck: [ContainerSummary]
  /// The engines that were asked for the node, and answered: where it is not, should it be on none.
  package internal(set) var asked: [Endpoint] = []

  /// Looks, by seven calls in two waves for a node of three containers.
  ///
  /// The first wave needs nothing that the connection does not know: who answers is asked beside the lists.
  package static func look(_ request: Request, over connection: Connection) async throws -> Observation {
    async let negotiated = Engine.negotiate(over: connection)
    async let containers = connection.containers(.labels("\(Label.project)=\(request.node)"))
    async let networks = connection.networks()
    async let listedVolumes = connection.volumes()
    let engine = try await negotiated
    let (details, stuck) = try await inspect(try await containers, engine, stuckAfter: request.stuckAfter)
    let volumes = try await listedVolumes
    let state = ObservedState(
      containers: details.map(ObservedContainer.init),
      networks: try await networks.filter { request.wants($0.name, $0.labels) }.map {
        ObservedNetwork(
          id: $0.id, name: $0.name, labels: $0.labels, driver: $0.driver, options: $0.options, isInternal: $0.isInternal
        )
      },
      volumes: volumes.filter { request.wants($0.name, $0.labels) }.map {
        ObservedVolume(name: $0.name, labels: $0.labels, options: $0.options, driver: $0.driver)
      },
      assignedAddress: details.lazy.compactMap(\.assignedAddress).first,
      sysctlsBefore: sysctlsBefore(volumes, of: request.node))
    return Observation(engine: engine, state: state, details: details, stuck: stuck)
  }

  /// What the node's own volumes remember, or else those of the nodes that were there before it.
  private static func sysctlsBefore(_ volumes: [Volume], of node: String) -> HostSysctls? {
    let remembering = volumes.filter { $0.labels[Label.sysctlsBefore] != nil }
    let own = remembering.first { $0.labels[Label.project] == node }
    return (own ?? remembering.first)?.labels[Label.sysctlsBefore].flatMap(HostSysctls.init)
  }

  static func inspect(
    _ summaries: [ContainerSummary], _ engine: Engine, stuckAfter: Duration? = nil
  ) async throws -> (details: [ContainerDetails], stuck: [ContainerSummary]) {
    try await withThrowingTaskGroup(of: Inspection.self) { group in
      for summary in summaries { group.addTask { try await inspect(summary, engine, stuckAfter: stuckAfter) } }
      return try await group.reduce(into: ([], [])) { told, inspection in
        switch inspection {
        case .told(let details): told.0.append(details)
        case .stuck(let summary): told.1.append(summary)
        case .gone: break
        }
      }
    }
  }

  private enum Inspection: Sendable {
    case told(ContainerDetails)
    case stuck(ContainerSummary)
    /// It went away between the list and now.
    case gone
  }

  private static func inspect(
    _ summary: ContainerSummary, _ engine: Engine, stuckAfter: Duration?
  ) async throws -> Inspection {
    do {
      return .told(try await engine.inspectContainer(summary.id, timeout: stuckAfter ?? Call.usualTimeout))
    } catch let error as EngineError {
      if error.isNotFound { return .gone }
      if stuckAfter != nil, case .unanswered(_, .timedOut) = error { return .stuck(summary) }
      throw error
    }
  }
}
