package import Doctor
import Engine
import HTTP
package import Planning

/// Asks an engine and its host all that an ``Examination`` decides by.
package struct NodeExamination: Sendable {
  private let node: DesiredNode
  private let host: any EngineHost

  package init(_ node: DesiredNode, host: any EngineHost) { (self.node, self.host) = (node, host) }

  /// The findings for the node on the engine that was looked at.
  package func findings(_ observation: Observation) async throws -> [Finding] {
    let engine = observation.engine
    let isLocal = engine.connection.endpoint.isLocal
    async let containers = engine.containers(.labels(Label.version))
    let info = try await engine.info()
    var facts = isLocal ? host.facts(for: node) : HostFacts()
    if isLocal { facts.engineSpace = host.space(at: info.rootDirectory) }
    let engineFacts = EngineFacts(
      engine, info, holdsNode: !observation.state.containers.isEmpty,
      claims: try await containers.compactMap { Claims(labels: $0.labels) })
    return Examination(node, on: engineFacts, facts).findings
  }
}
