import Planning
import Testing

@testable import Orchestrator

private func step(_ id: Int, after: [Int] = []) -> Step {
  Step(id: id, operation: .startContainer(service: "s\(id)"), cause: .requested, after: after)
}

@Suite struct ExecutorTests {
  @Test func `a step runs after those it needs, and is told what they learned`() async throws {
    let journal = Journal()
    let executor = Executor(progress: { _ in }) { step, bindings in
      journal.note("\(step.id) knows \(bindings.containers.keys.sorted())")
      return StepOutcome(container: ("c\(step.id)", "id"))
    }
    let plan = Plan(node: "n", steps: [step(1), step(2, after: [1]), step(3, after: [2])])
    let bindings = try await executor.run(plan, Bindings())
    #expect(journal.all == ["1 knows []", "2 knows [\"c1\"]", "3 knows [\"c1\", \"c2\"]"])
    #expect(bindings.containers.count == 3)
  }

  @Test func `steps that need nothing of each other run at once`() async throws {
    let (arrivals, arrive) = AsyncStream.makeStream(of: Void.self)
    let both = Task {
      var count = 0
      for await _ in arrivals {
        count += 1
        if count == 2 { return }
      }
    }
    let executor = Executor(progress: { _ in }) { _, _ in
      arrive.yield()
      await both.value  // would never end if one waited for the other
      return StepOutcome()
    }
    _ = try await executor.run(Plan(node: "n", steps: [step(1), step(2)]), Bindings())
  }

  @Test func `after a failure nothing more is begun, and the error names the step`() async throws {
    struct Broken: Error {}
    let journal = Journal()
    let executor = Executor(progress: { _ in }) { step, _ in
      journal.note("\(step.id)")
      if step.id == 1 { throw Broken() }
      return StepOutcome()
    }
    let failure = await #expect(throws: StepFailure.self) {
      try await executor.run(Plan(node: "n", steps: [step(1), step(2, after: [1])]), Bindings())
    }
    #expect(failure?.step.id == 1)
    #expect(journal.all == ["1"])
  }

  @Test func `a failure ends the waits that go on beside it`() async throws {
    struct Broken: Error {}
    let executor = Executor(progress: { _ in }) { step, _ in
      if step.id == 1 { throw Broken() }
      try await Task.sleep(for: .seconds(3600))
      return StepOutcome()
    }
    await #expect(throws: StepFailure.self) {
      try await executor.run(Plan(node: "n", steps: [step(1), step(2)]), Bindings())
    }
  }

  @Test func `every step is told when it starts and when it is done`() async throws {
    let journal = Journal()
    let progress: ProgressSink = { event in
      switch event.kind {
      case .started(let step): journal.note("start \(step.id)")
      case .finished(let step, _, let text): journal.note("finish \(step.id) \(text ?? "")")
      default: break
      }
    }
    let executor = Executor(progress: progress) { _, _ in StepOutcome(text: "well") }
    _ = try await executor.run(Plan(node: "n", steps: [step(1)]), Bindings())
    #expect(journal.all == ["start 1", "finish 1 well"])
  }
}
