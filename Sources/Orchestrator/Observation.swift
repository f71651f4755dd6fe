package import Engine
import Ownership
package import Planning

/// One look at what an engine holds of a node.
package struct Observation: Sendable {
  package let engine: Engine
  package let state: ObservedState
  /// All there is to know of the node's containers.
  package let details: [ContainerDetails]

  /// What is looked for.
  package struct Request: Sendable {
    package let node: String
    /// Networks and volumes that the node needs, whoever made them.
    package let names: Set<String>

    package init(node: String, names: Set<String> = []) { (self.node, self.names) = (node, names) }
  }

  /// Looks, by seven calls in two waves for a node of three containers.
  ///
  /// The first wave needs nothing that the connection does not know: who answers is asked beside the lists.
  package static func look(_ request: Request, over connection: Connection) async throws -> Observation {
    async let negotiated = Engine.negotiate(over: connection)
    async let containers = connection.containers(.labels("\(Label.project)=\(request.node)"))
    async let networks = connection.networks()
    async let listedVolumes = connection.volumes()
    let engine = try await negotiated
    let details = try await inspect(try await containers, engine)
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
    return Observation(engine: engine, state: state, details: details)
  }

  /// What the node's own volumes remember, or else those of the nodes that were there before it.
  private static func sysctlsBefore(_ volumes: [Volume], of node: String) -> HostSysctls? {
    let remembering = volumes.filter { $0.labels[Label.sysctlsBefore] != nil }
    let own = remembering.first { $0.labels[Label.project] == node }
    return (own ?? remembering.first)?.labels[Label.sysctlsBefore].flatMap(HostSysctls.init)
  }

  static func inspect(_ summaries: [ContainerSummary], _ engine: Engine) async throws -> [ContainerDetails] {
    try await withThrowingTaskGroup(of: ContainerDetails?.self) { group in
      for summary in summaries {
        group.addTask {
          do {
            return try await engine.inspectContainer(summary.id)
          } catch let error as EngineError where error.isNotFound {
            return nil  // it went away between the list and now
          }
        }
      }
      return try await group.reduce(into: []) { details, one in if let one { details.append(one) } }
    }
  }
}

extension Observation.Request {
  fileprivate func wants(_ name: String, _ labels: [String: String]) -> Bool {
    labels[Label.project] == node || names.contains(name)
  }
}
