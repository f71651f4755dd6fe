import Engine
import Locking
import Planning

/// The events of one node, digested while they come, for whoever acts on them.
final class SupervisedEvents: Sendable {
  private struct State {
    var digest = EventDigest()
    var isActing = false
  }

  private let state = Locked(State())

  /// Returns whether the event is a reason to look.
  func take(_ event: Event) -> Bool { state.withLock { $0.digest.take(event, isOurs: $0.isActing) } }

  func take(_ look: ObservedState) { state.withLock { $0.digest.take(look) } }

  /// Takes note of what was stopped by wish before there were any events.
  func noteStopped(_ look: ObservedState) { state.withLock { $0.digest.noteStopped(look) } }

  /// Takes note of containers that the engine does not inspect; what it tells of them later was nobody's here.
  func noteHeld(_ containers: Set<String>) { state.withLock { $0.digest.noteHeld(containers) } }

  /// Takes note of a step that nodectl begins.
  func note(_ progress: ProgressEvent) {
    guard case .started(let step) = progress.kind, let container = step.operation.stopped else { return }
    state.withLock { $0.digest.noteAsked(container) }
  }

  /// Waits for what the engine has to tell of those, now that it inspects them: whether somebody wanted them to stop.
  func settleHeld() async throws {
    guard state.withLock({ $0.digest.hasHeld }) else { return }
    try await wait { !$0.hasToldHeld }
    try await settle()
  }

  /// The services that somebody has stopped, and not started since.
  var stopped: Set<String> { state.withLock { $0.digest.stopped } }

  /// Waits while containers end of which it is not told why, a few seconds at most: a policy brings them back at once, and
  /// somebody who stops one may be about to stop all.
  func settle() async throws { try await wait { !$0.ended.isEmpty } }

  private func wait(while condition: (EventDigest) -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(3)
    while ContinuousClock.now < deadline, state.withLock({ condition($0.digest) }) {
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Runs what nodectl does to the node: stops meanwhile are its own.
  func acting<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    state.withLock { $0.isActing = true }
    defer { state.withLock { $0.isActing = false } }
    return try await body()
  }
}

extension Operation {
  /// The id of the container that it stops.
  fileprivate var stopped: String? {
    switch self {
    case .stopContainer(let id, _, _), .stopNotedContainer(let id, _, _): id
    default: nil
    }
  }
}
