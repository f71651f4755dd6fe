import Compose
import Planning

extension NodeUp.Outcome {
  /// The ids of the containers that were made from what the spec says.
  var matching: Set<String> {
    let hashes = Set(desired.project.services.map(desired.configHash))
    return Set(state.containers.filter { hashes.contains($0.labels[Label.configHash] ?? "") }.map(\.id))
  }
}
