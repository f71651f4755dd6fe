import Engine
import Planning

/// Does the steps of a `stop`, `start` or `restart` that need no hands on the host.
struct LifeSteps: Sendable {
  let observation: Observation
  let node: String
  /// How long a container may take to become healthy.
  let timeout: Duration
  let progress: ProgressSink

  private var engine: Engine { observation.engine }

  /// Does an operation on a container that is there; nil for any other.
  func perform(_ step: Step, _ bindings: Bindings) async throws -> StepOutcome? {
    switch step.operation {
    case .noteStop(let id, _):
      do {
        try await StopMark(engine: engine).put(in: id)
      } catch let error as EngineError where error.refusal != nil {
        // A root that is read-only, for one; it can be stopped all the same.
        return StepOutcome(text: "which cannot be remembered: \(error)")
      }
    case .startContainer(let service):
      let id = try container(of: service, bindings)
      try await uninterrupted { _ = try await engine.startContainer(id) }
    case .awaitHealthy(let service):
      let id = try container(of: service, bindings)
      let check = observation.details.first { $0.id == id }?.configuration.healthCheck
      let interval = check?.startInterval ?? min(check?.interval ?? .seconds(1), .seconds(1))
      try await HealthWait(
        engine: engine, container: id, interval: interval, timeout: timeout,
        progress: { progress(ProgressEvent(node: node, .progress(step, $0))) }
      ).run()
    default: return nil
    }
    return StepOutcome()
  }

  private func container(of service: String, _ bindings: Bindings) throws -> String {
    guard let id = bindings.containers[service] else { throw MissingPart(name: service) }
    return id
  }
}
