import Engine
import Planning

extension Observation {
  /// The look without what is another's, though it has the node's name; `dataDirectory` is where the spec has the node's
  /// data, should there be a spec.
  ///
  /// Where there is no container to tell whose the rest is, only what nodectl has made counts. Throws ``PlanningError``
  /// where there are containers, and none is the node's.
  func ofNode(_ node: String, dataDirectory: String?) throws(PlanningError) -> Observation {
    guard !state.containers.isEmpty || !stuck.isEmpty else {
      var look = self
      look.state = state.own
      return look
    }
    // Those that the engine does not inspect tell by their labels alone.
    let isHeld = stuck.contains { $0.labels[Label.version] != nil }
    guard isHeld || state.isNodes(dataDirectory: dataDirectory) else {
      throw .projectTaken(node, dataDirectory: dataDirectory)
    }
    return self
  }
}
