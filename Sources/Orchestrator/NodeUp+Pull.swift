import Compose
import Planning

extension NodeUp {
  /// Pulls every image of the node, and changes nothing of it; returns the references that now mean another image, or mean
  /// one at all.
  ///
  /// Throws ``NodeFailure``, `EngineError`, or `CancellationError` where the task is cancelled.
  package func pull() async throws -> [String] {
    let observation = try await observe()
    let references = desired.project.services.map(\.image).uniqued
    let before = try await images(references, observation.engine)
    let plan = Planner.pulls(desired)
    progress(ProgressEvent(node: desired.name, .planned(plan)))
    _ = try await execute(plan, desired, observation)
    let after = try await images(references, observation.engine)
    return references.filter { before[$0] != after[$0] }
  }
}
