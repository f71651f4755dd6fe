package import Planning

/// Takes a node away from an engine.
package struct NodeDown: Sendable {
  private let node: String
  private let options: DownOptions
  private let observe: @Sendable () async throws -> Observation
  private let progress: ProgressSink

  package init(
    _ node: String, _ options: DownOptions, observe: @escaping @Sendable () async throws -> Observation,
    progress: @escaping ProgressSink
  ) {
    (self.node, self.options, self.observe, self.progress) = (node, options, observe, progress)
  }

  /// Returns whether there was anything to take away.
  ///
  /// Throws ``NodeFailure``, `EngineError`, or `CancellationError` where the task is cancelled.
  package func run() async throws -> Bool {
    let observation = try await observe()
    let plan = Planner.down(node, observation.state, options)
    progress(ProgressEvent(node: node, .planned(plan)))
    let removal = RemovalSteps(engine: observation.engine)
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
