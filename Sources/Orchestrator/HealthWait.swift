import Engine

/// Waits until a container is healthy.
///
/// The inspection decides. Events only say when to look, where the engine runs the checks; where it does not, each is run
/// from here.
struct HealthWait {
  let engine: Engine
  /// The container's id.
  let container: String
  /// Between two checks that are run from here.
  let interval: Duration
  let timeout: Duration
  /// Told when what keeps the container from being healthy changes.
  let progress: @Sendable (String) -> Void

  /// Between two looks, should an event be lost.
  private static let fallback = Duration.seconds(2)

  /// Returns when the container is healthy; throws ``HealthError`` when it will not be, or not in time.
  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask { [self] in
        try await Task.sleep(for: timeout)
        throw HealthError.timedOut(timeout)
      }
      group.addTask { [self] in
        if engine.capabilities.runsHealthChecksItself { try await waitForEvents() } else { try await runChecks() }
      }
      try await group.next()
    }
  }

  private func waitForEvents() async throws {
    let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask { [self] in
        while true {
          // The connection may break, as when the engine restarts; the fallback looks on meanwhile.
          try? await forEachEvent { look.yield() }
          try await Task.sleep(for: Self.fallback)
        }
      }
      group.addTask {
        while true {
          look.yield()
          try await Task.sleep(for: Self.fallback)
        }
      }
      try await judge(looks)
    }
  }

  private func forEachEvent(_ body: () -> Void) async throws {
    let filters: Filters = [
      "type": ["container"], "container": [container], "event": ["health_status", "die", "start", "destroy"],
    ]
    for try await _ in try await engine.events(filters) { body() }
  }

  private func judge(_ looks: AsyncStream<Void>) async throws {
    var judgement = Judgement()
    for await _ in looks {
      if try await judgement.isHealthy(try await engine.inspectContainer(container), progress) { return }
    }
    throw CancellationError()
  }

  private func runChecks() async throws {
    var judgement = Judgement()
    while true {
      do {
        _ = try await engine.runHealthCheck(of: container)
      } catch let error as EngineError where error.refusal != nil {
        // It has no check, does not run, or has ended meanwhile (a 500 from Podman): the inspection says which.
      }
      if try await judgement.isHealthy(try await engine.inspectContainer(container), progress) { return }
      try await Task.sleep(for: interval)
    }
  }

  /// One wait's look at one inspection after the other.
  private struct Judgement {
    private var restartsBefore: Int?
    private var lastText = ""
    private var end: (of: Timestamp, seen: ContinuousClock.Instant)?

    mutating func isHealthy(_ details: ContainerDetails, _ progress: (String) -> Void) async throws -> Bool {
      let before = restartsBefore ?? details.restartCount
      restartsBefore = before
      let now = ContinuousClock.now
      if end?.of != details.state.finishedAt { end = (details.state.finishedAt, now) }
      let unchanged = end.map { now - $0.seen } ?? .zero
      switch HealthVerdict(details, restartsBefore: before, unchangedFor: unchanged) {
      case .healthy: return true
      case .failed(let reason): throw HealthError.failed(reason)
      case .waiting(let text):
        if text != lastText { progress(text) }
        lastText = text
        return false
      }
    }
  }
}
