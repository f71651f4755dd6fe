import Ownership
import Planning

/// Who does for an `up` what is to be done on the engine's host.
extension NodeUp {
  /// Those for what a plan has to do there; nil where that is nothing.
  func hands(for plan: Plan, _ observation: Observation) async throws -> (any HostHands)? {
    guard let first = plan.steps.first(where: \.operation.needsHands) else { return nil }
    return try await hands(observation, to: "\(first.operation)")
  }

  /// Throws ``NodeFailure`` where there are none; `isAlone` is as a ``HandsSearch`` has it.
  func hands(
    _ observation: Observation, to purpose: String, isAlone: Bool = true
  ) async throws -> any HostHands {
    let search = HandsSearch(node: desired.name, host: host, isAlone: isAlone)
    guard let hands = try await search.hands(NodeMarks(desired.name, observation), observation) else {
      throw NodeFailure(node: desired.name, .unfit, "cannot \(purpose): \(HostHandsError.unreachable)")
    }
    return hands
  }
}

extension Operation {
  /// Whether it is done on the engine's host, of what a plan of an `up` may have.
  fileprivate var needsHands: Bool {
    switch self {
    case .createCgroup, .resetCredentials, .noteProcesses, .stopNotedContainer, .endProcesses: true
    default: false
    }
  }
}
