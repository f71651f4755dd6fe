package import Planning

/// Takes a node away from an engine.
package struct NodeDown: Sendable {
  private let node: String
  private let options: DownOptions
  private let observe: @Sendable () async throws -> Observation
  private let host: any EngineHost
  private let progress: ProgressSink

  package init(
    _ node: String, _ options: DownOptions, observe: @escaping @Sendable () async throws -> Observation,
    host: any EngineHost, progress: @escaping ProgressSink
  ) {
    (self.node, self.options, self.observe) = (node, options, observe)
    (self.host, self.progress) = (host, progress)
  }

  /// Returns whether there was anything to take away.
  ///
  /// Throws ``NodeFailure``, `EngineError`, or `CancellationError` where the task is cancelled.
  package func run() async throws -> Bool {
    let observation = try await observe()
    var state = observation.state
    state.sysctlsToRestore = try await SysctlRestoration(host: host, progress: progress).changes(node, observation)
    let plan = Planner.down(node, state, options)
    progress(ProgressEvent(node: node, .planned(plan)))
    let removal = RemovalSteps(engine: observation.engine, host: host)
    let executor = Executor(progress: progress) { step, _ in
      try await removal.perform(step.operation) ?? StepOutcome()
    }
    do {
      _ = try await executor.run(plan, Bindings())
    } catch let failure as StepFailure {
      throw NodeFailure(
        node: node, .failed, "cannot \(failure.step.operation): \(failure.underlying)",
        advice: ["nodectl down \(node)    goes on from here"])
    }
    return !plan.steps.isEmpty
  }
}
