import Engine
import Ownership
import Planning

/// What an `up` has to do with the node's place in its cluster.
extension NodeUp {
  /// Whether the node has joined its cluster: k0s then never looks at a token again.
  ///
  /// Any container with the node's data tells; without one, which matters only to who asks for another join, its host.
  func hasJoined(_ node: DesiredNode, _ observation: Observation, _ options: UpOptions) async throws -> Bool {
    if let hasJoined = try await observation.hasJoined() { return hasJoined }
    guard options.rejoin else { return false }
    // A plan is made before the node's lock is taken: another may have its hands at work.
    let hands = try await hands(observation, to: "look for the kubelet's credentials", isAlone: false)
    return try await hands.closeAfter { try await hands.hasCredentials(node.dataDirectory) }
  }

  /// Says what the plan leaves as it is.
  func tell(_ notes: [PlanNote]) {
    for note in notes { progress(ProgressEvent(node: desired.name, .note("\(note)"))) }
  }
}

extension Observation {
  private static let credentials = HostProcess.k0sDataMountPoint + "/kubelet.conf"

  /// Whether the node's kubelet has credentials of its cluster; nil where no container has the node's data.
  func hasJoined() async throws -> Bool? {
    guard let container = state.containers.first(where: { $0.dataDirectory != nil }) else { return nil }
    return try await engine.hasFile(Self.credentials, in: container.id)
  }
}
