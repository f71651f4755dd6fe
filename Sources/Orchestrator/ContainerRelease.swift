import Engine
import Ownership
import Planning

/// Frees containers that have ended, and that their engine does not inspect: somebody who outlives them holds their output.
struct ContainerRelease: Sendable {
  let node: String
  let host: any EngineHost
  let progress: ProgressSink

  /// What would free them; `dataDirectory` is where the node's data is, should the engine not tell.
  func plan(_ observation: Observation, dataDirectory: String?) -> Plan {
    Planner.release(
      node, observation.stuck.map { ($0.id, $0.name) }, dataDirectory: directory(observation) ?? dataDirectory)
  }

  /// The look again, once they are free; the same look where none is held.
  ///
  /// Throws ``NodeFailure`` where they stay as they are.
  func released(
    _ observation: Observation, dataDirectory: String?, observe: () async throws -> Observation
  ) async throws -> Observation {
    guard let first = observation.stuck.first else { return observation }
    let plan = plan(observation, dataDirectory: dataDirectory)
    progress(ProgressEvent(node: node, .planned(plan)))
    let marks = NodeMarks(node: nil, dataDirectory: directory(observation) ?? dataDirectory)
    let search = HandsSearch(node: node, host: host)
    if let hands = await search.hands(marks, observation.engine, image: first.imageID) {
      let steps = HostSteps(engine: observation.engine, hands: hands)
      let executor = Executor(progress: progress) { step, bindings in
        try await steps.perform(step.operation, bindings) ?? StepOutcome()
      }
      do {
        try await hands.closeAfter { _ = try await executor.run(plan, Bindings()) }
      } catch let failure as StepFailure {
        throw NodeFailure(node: node, .failed, failure.redactedReason)
      }
    }
    let again = try await observe()
    guard let stuck = again.stuck.first else { return again }
    throw NodeFailure(
      node: node, .failed,
      "the engine does not inspect \(stuck.name): it is overloaded, or a process that outlives that holds its output",
      advice: ["nodectl reap --data-dir DIRECTORY    as root, with the node's data directory, ends such a process"])
  }

  private func directory(_ observation: Observation) -> String? {
    observation.stuck.lazy.compactMap { $0.labels[Label.dataDirectory] }.first
      // A stranger's project may have the node's name.
      ?? observation.state.containers.lazy.filter(\.isOwn).compactMap(\.dataDirectory).first
  }
}
