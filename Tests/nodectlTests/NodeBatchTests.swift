import TestSupport
import Testing

@testable import nodectl

@Suite struct NodeBatchTests {
  private func batch(_ nodes: [String], limit: Int = 8) -> NodeBatch<String> {
    NodeBatch(nodes: nodes, limit: limit) { $0 }
  }

  /// What a batch with these results prints, and ends with.
  private func report(_ results: [Result<String, any Error>]) throws -> (
    status: nodectl.ExitStatus?, outcome: Sandbox.Outcome
  ) {
    let sandbox = try Sandbox()
    var status: nodectl.ExitStatus?
    let outcome = try sandbox.capture { context in
      do {
        try batch(results.indices.map { "edge-\($0)" }).report(results, in: context)
      } catch let failure as Failure {
        status = failure.status
      }
    }
    return (status, outcome)
  }

  @Test func `all are begun, so that none waits for another, and what came of them is told in their order`() async {
    let begun = Monitor(0)
    let results = await batch(["a", "b", "c"]).run { node in
      begun.withLock { $0 += 1 }
      try await eventually { begun.withLock { $0 } == 3 }
      return node
    }
    #expect(results.map { try? $0.get() } == ["a", "b", "c"])
  }

  @Test func `no more than asked for are at work at a time`() async {
    let working = Monitor((now: 0, most: 0))
    _ = await batch((0..<20).map(String.init), limit: 3).run { node in
      working.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      await Task.yield()
      working.withLock { $0.now -= 1 }
      return node
    }
    #expect(working.withLock { $0.most } <= 3)
  }

  @Test func `one that fails does not stop the others`() async {
    let results = await batch(["a", "b", "c"], limit: 1).run { node in
      if node == "a" { throw Failure(.notReady, "error: a: not ready") }
      return node
    }
    #expect(results.map { try? $0.get() } == [nil, "b", "c"])
  }

  @Test func `the lines of those that succeeded, the reasons of the others, and which they were`() throws {
    let (status, outcome) = try report([
      .success("edge-0: up"), .failure(Failure(.notReady, "error: edge-1: not ready")), .success("edge-2: up"),
    ])
    #expect(status == .notReady)
    #expect(outcome.output == "edge-0: up\nedge-2: up\n")
    #expect(outcome.errors == "error: edge-1: not ready\n1 of 3 nodes failed: edge-1\n")
  }

  @Test func `nodes that failed in different ways end with 1`() throws {
    let (status, _) = try report([
      .failure(Failure(.notReady, "not ready")), .failure(Failure(.hostUnfit, "unfit")),
    ])
    #expect(status == .failed)
  }

  @Test func `one node alone is not counted`() throws {
    let (status, outcome) = try report([.failure(Failure(.hostUnfit, "error: edge-0: unfit"))])
    #expect(status == .hostUnfit)
    #expect(outcome.errors == "error: edge-0: unfit\n")
  }
}
