import Doctor
import Engine
import Planning

extension NodeStatus {
  /// The status with what is wrong with the first service that is not as it should be, as far as it can be found out.
  ///
  /// A service can be healthy and not ready, as one that has lost its cluster. Those after the first wait for it, so what
  /// they say is no news.
  package func withTrouble(_ observation: Observation) async -> NodeStatus {
    let labels = observation.details.map(\.configuration.labels)
    let probe = NodeProbe(observation.engine, ExpectedNode(name: node, labels: labels))
    for service in services {
      guard let container = observation.details.first(where: { $0.name == service.container }) else { continue }
      var diagnosis = Self.diagnosis(service, of: node)
      if let role = ServiceRole(service: service.name, image: service.image) {
        diagnosis = await probe.diagnosis(of: role, container) ?? diagnosis
      }
      if let diagnosis { return with(Trouble(service: service.name, what: diagnosis.what, remedy: diagnosis.remedy)) }
      if !service.isReady { break }
    }
    return self
  }

  /// What the engine alone tells.
  private static func diagnosis(_ service: Service, of node: String) -> Diagnosis? {
    if service.isStale {
      return Diagnosis("it is in a network namespace that ZeroTier has left", "nodectl up \(node)")
    }
    if let code = service.exitCode { return Diagnosis("it has ended with code \(code)", "nodectl up \(node)") }
    if service.health == "unhealthy" {
      return Diagnosis("its health check fails", "see the log of \(service.container)")
    }
    return nil
  }
}
