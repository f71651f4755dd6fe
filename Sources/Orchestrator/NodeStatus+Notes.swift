package import Planning

extension NodeStatus {
  /// The status with what the spec says that has no effect any more, compared with what the node was made with.
  package func withNotes(_ desired: DesiredNode, _ observation: Observation) async throws -> NodeStatus {
    var state = observation.state
    let options = UpOptions()
    let node = desired.adapted(to: state)
    guard Planner.dependsOnJoin(node, state, options) else { return self }
    state.hasJoined = try await observation.hasJoined() ?? false
    var status = self
    status.notes = Planner.notes(node, state, options)
    return status
  }
}
