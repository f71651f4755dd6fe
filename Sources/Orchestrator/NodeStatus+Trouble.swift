import Compose
import Doctor
import Engine
import NodeSpec
package import Planning

extension NodeStatus {
  private static let logLines = 5

  /// The status with what is wrong with the first service that is not as it should be, as far as it can be found out.
  ///
  /// A service can be healthy and not ready, as one that has lost its cluster. Those after the first wait for it, so what
  /// they say is no news. `desired` is the node as its spec has it, where that is known.
  package func withTrouble(_ observation: Observation, desired: DesiredNode? = nil) async -> NodeStatus {
    let labels = observation.details.map(\.configuration.labels)
    var expected = ExpectedNode(name: node, labels: labels)
    // An address that the spec has itself is in no label.
    expected.nodeIP = expected.nodeIP ?? desired?.nodeIP?.description
    let probe = NodeProbe(observation.engine, expected)
    var status = self
    if let stuck = services.first(where: { $0.state == Service.stuck }) {
      status.trouble = Trouble(stuck.name, .heldOutput(of: node))
      return status
    }
    for service in services {
      guard let container = observation.details.first(where: { $0.name == service.container }) else { continue }
      let symptoms = await probe.symptoms(of: container)
      let isWorker = ServiceRole(service: service.name, image: service.image) == .worker
      let worker = isWorker && symptoms.isRunning ? await probe.workerSymptoms(in: container) : nil
      let found = await Self.diagnosis(service, container, symptoms, worker, probe)
      if let worker {
        status = await status.withRuntime(worker.node, of: container, service.name, desired, probe)
      }
      if let warning = symptoms.warning(in: expected) ?? found.flatMap({ $0.isWarning ? $0 : nil }) {
        status.warnings.append(Trouble(service.name, warning))
      }
      if let found, !found.isWarning {
        // Whoever has ended can no longer be asked: the log is all that it leaves.
        let hasWords = !symptoms.isRunning || symptoms.endsOverAndOver
        let lines = hasWords ? await probe.log(of: container, lines: Self.logLines) : []
        status.trouble = Trouble(service.name, found, lines)
        return status
      }
      if !service.isReady { break }
    }
    return status
  }

  private static func diagnosis(
    _ service: Service, _ container: ContainerDetails, _ symptoms: ContainerSymptoms, _ worker: WorkerSymptoms?,
    _ probe: NodeProbe
  ) async -> Diagnosis? {
    if service.isStale {
      return Diagnosis("it is in a network namespace that ZeroTier has left", "nodectl up \(probe.node.name)")
    }
    if let cause = symptoms.cause(in: probe.node) { return cause }
    if let worker {
      if let told = probe.diagnosis(of: worker, container) { return told }
    } else if let role = ServiceRole(service: service.name, image: service.image),
      let told = await probe.diagnosis(of: role, container)
    {
      return told
    }
    return symptoms.course(in: probe.node)
  }
}

extension Diagnosis {
  fileprivate static func heldOutput(of node: String) -> Diagnosis {
    Diagnosis(
      "the engine does not inspect its container: it is overloaded, or a process that outlives it holds its output",
      "nodectl up \(node)    ends such a process, and goes on")
  }
}
