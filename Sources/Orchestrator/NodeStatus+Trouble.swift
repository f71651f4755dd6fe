import Doctor
import Engine

extension NodeStatus {
  /// The status with what is wrong with the first service that is not ready, if any, as far as it can be found out.
  ///
  /// Those after it wait for it, so what they say is no news.
  package func withTrouble(_ observation: Observation) async -> NodeStatus {
    guard let broken = services.first(where: { !$0.isReady }),
      let container = observation.details.first(where: { $0.name == broken.container })
    else { return self }
    let labels = observation.details.map(\.configuration.labels)
    let probe = NodeProbe(observation.engine, ExpectedNode(name: node, labels: labels))
    var diagnosis = Self.diagnosis(broken, of: node)
    if let role = ServiceRole(service: broken.name, image: broken.image) {
      diagnosis = await probe.diagnosis(of: role, container) ?? diagnosis
    }
    guard let diagnosis else { return self }
    return with(Trouble(service: broken.name, what: diagnosis.what, remedy: diagnosis.remedy))
  }

  /// What the engine alone tells.
  private static func diagnosis(_ service: Service, of node: String) -> Diagnosis? {
    if service.isStale {
      return Diagnosis("it is in a network namespace that ZeroTier has left", "nodectl up \(node)")
    }
    if let code = service.exitCode { return Diagnosis("it has ended with code \(code)", "nodectl up \(node)") }
    if service.health == "unhealthy" {
      return Diagnosis("its health check fails", "see its log: the engine's command for it is logs \(service.container)")
    }
    return nil
  }
}
