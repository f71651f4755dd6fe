import Planning
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct LockTests {
  private func lockName(_ engine: StubEngine) -> String { "edge@unix://\(engine.path)" }

  @Test func `an up that changes something has the node's lock, and gives it back`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = StubHost()
    let journal = Journal()
    try await engine.up(node, host: host, journal: journal)
    #expect(host.state.lockTries == 1)
    #expect(host.state.locks.isEmpty)
  }

  @Test func `an up that has nothing to do needs no lock`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    let host = StubHost { $0.locks[lockName(engine)] = "nodectl up (pid 4711)" }
    #expect(try await engine.up(node, host: host).hasChanged == false)
    #expect(host.state.lockTries == 0)
  }

  @Test func `who comes second says for whom it waits, and then looks again`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = StubHost { $0.locks[lockName(engine)] = "nodectl up (pid 4711)" }
    let journal = Journal()
    let second = Task { try await engine.up(node, host: host, journal: journal) }
    try await eventually { !journal.all.isEmpty }
    #expect(journal.all == ["note: waiting for nodectl up (pid 4711), which is at work on it"])
    try await engine.up(node)  // what the first does meanwhile
    engine.forgetHistory()
    host.change { $0.locks = [:] }
    #expect(try await second.value.hasChanged == false)
    #expect(engine.changes.isEmpty)
  }

  @Test func `who does not want to wait is told who is there`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = StubHost { $0.locks[lockName(engine)] = "nodectl up (pid 4711)" }
    await #expect(throws: NodeLockError.held("edge", by: "nodectl up (pid 4711)")) {
      try await engine.up(node, host: host, waitsForLock: false)
    }
    #expect(engine.changes.isEmpty)
  }

  @Test func `an up that fails gives the lock back`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    engine.change { $0.images = [] }
    let host = StubHost()
    await #expect(throws: NodeFailure.self) { try await engine.up(node, host: host) }
    #expect(host.state.lockTries == 1)
    #expect(host.state.locks.isEmpty)
  }

  @Test func `what another has half made is no stranger's once that has ended`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    let made = engine.state.volumes
    // So Docker lists a volume between its making and its labelling.
    engine.change { $0.volumes = made.map { StubVolume(name: $0.name, configuration: .null) } }
    let host = StubHost { $0.locks[lockName(engine)] = "nodectl up (pid 4711)" }
    let journal = Journal()
    let second = Task { try await engine.up(node, host: host, journal: journal) }
    try await eventually { !journal.all.isEmpty }
    engine.change { $0.volumes = made }
    host.change { $0.locks = [:] }
    #expect(try await second.value.hasChanged == false)
    #expect(journal.all.first == "note: waiting for nodectl up (pid 4711), which is at work on it")
  }

  @Test func `what is a stranger's is so under the lock too`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    engine.change { $0.volumes = $0.volumes.map { StubVolume(name: $0.name, configuration: .null) } }
    engine.forgetHistory()
    let host = StubHost()
    await #expect(throws: PlanningError.self) { try await engine.up(node, host: host) }
    #expect(engine.changes.isEmpty)
    #expect(host.state.lockTries == 1)
    #expect(host.state.locks.isEmpty)
  }
}
