package import Planning

/// Runs the steps of a plan, each as soon as those it needs are done, and decides nothing.
package struct Executor: Sendable {
  package typealias Perform = @Sendable (Step, Bindings) async throws -> StepOutcome

  private let progress: ProgressSink
  private let perform: Perform

  /// `perform` does one step, given what earlier ones learned.
  package init(progress: @escaping ProgressSink, perform: @escaping Perform) {
    (self.progress, self.perform) = (progress, perform)
  }

  /// Runs a plan, and returns what its steps learned on top of `bindings`.
  ///
  /// After the first step that fails no other is begun; those under way are cancelled, which lets a change of the
  /// engine that has begun come to its end. Throws ``StepFailure``, or `CancellationError` where the task is cancelled.
  package func run(_ plan: Plan, _ bindings: Bindings) async throws -> Bindings {
    var bindings = bindings
    var waiting = plan.steps
    var done: Set<Int> = []
    return try await withThrowingTaskGroup(of: Finished.self) { group in
      while true {
        let ready = waiting.filter { $0.after.allSatisfy(done.contains) }
        waiting.removeAll { step in ready.contains { $0.id == step.id } }
        for step in ready {
          let known = bindings
          group.addTask { Finished(id: step.id, outcome: try await run(step, known, of: plan.node)) }
        }
        guard let finished = try await group.next() else { return bindings }
        done.insert(finished.id)
        bindings.take(finished.outcome)
      }
    }
  }

  private struct Finished: Sendable {
    let id: Int
    let outcome: StepOutcome
  }

  private func run(_ step: Step, _ bindings: Bindings, of node: String) async throws -> StepOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    progress(ProgressEvent(node: node, .started(step)))
    do {
      try Task.checkCancellation()
      let outcome = try await perform(step, bindings)
      progress(ProgressEvent(node: node, .finished(step, after: clock.now - start, outcome.text)))
      return outcome
    } catch let error as CancellationError {
      throw error
    } catch {
      progress(ProgressEvent(node: node, .failed(step, after: clock.now - start, "\(error)")))
      throw StepFailure(step: step, underlying: error, bindings: bindings)
    }
  }
}
