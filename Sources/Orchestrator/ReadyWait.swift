import Doctor
import Planning

/// Waits until a part of a node says itself that it is ready.
struct ReadyWait {
  let probe: NodeProbe
  let condition: Readiness
  /// The container's id.
  let container: String
  let timeout: Duration
  /// Told when what keeps the condition from holding changes.
  let progress: @Sendable (String) -> Void

  /// Between two questions: each costs three calls, and Podman five minutes of memory.
  private static let firstPause = Duration.milliseconds(250)
  private static let longestPause = Duration.seconds(5)

  /// Returns when the condition holds; throws ``HealthError`` when it does not in time.
  func run() async throws {
    let deadline = ContinuousClock.now + timeout
    var pause = Self.firstPause
    var last = ""
    while let obstacle = await probe.obstacle(to: condition, in: container) {
      try Task.checkCancellation()
      if obstacle != last { progress(obstacle) }
      last = obstacle
      guard ContinuousClock.now + pause < deadline else { throw HealthError.notReady(timeout) }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, Self.longestPause)
    }
  }
}
