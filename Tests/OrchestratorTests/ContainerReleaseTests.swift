import Engine
import HTTP
import Ownership
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// A container that has ended, and that Docker does not inspect as long as somebody holds its output.
@Suite struct ContainerReleaseTests {
  private let node: DesiredNode

  init() throws { node = try desiredNode() }

  /// Runs the body with an engine that does not inspect k0s until the host's hands have ended those with the node's data.
  ///
  /// `living` is what lives in the container's own cgroup.
  private func with(
    living: [Leftovers.Process] = [], _ body: (StubEngine, StubHost, Ended) async throws -> Void
  ) async throws {
    let engine = StubEngine.healthy(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    engine.change { $0.endForGood("edge-k0s-1", exitCode: 137) }
    let id = try #require(engine.state.container("edge-k0s-1")).id
    for _ in 0..<8 { engine.inject(.hold) { $0.method == "GET" && $0.path == "/containers/\(id)/json" } }
    let ended = Ended()
    let host = StubHost { state in
      state.hands = { request in
        switch request {
        case .note(let marks): return .noted(marks)
        case .find: return .found(Leftovers(processes: living))
        case .endProcesses(let marks):
          ended.note(marks)
          engine.releaseHeldCalls()
          return .cleaned(CleaningReport())
        default: return .failed("nobody should ask for that")
        }
      }
    }
    try await body(engine, host, ended)
    engine.releaseHeldCalls()
  }

  /// What was ended, in order.
  private final class Ended: Sendable {
    private let entries = Monitor<[NodeMarks]>([])
    func note(_ marks: NodeMarks) { entries.withLock { $0.append(marks) } }
    var all: [NodeMarks] { entries.withLock { $0 } }
  }

  /// Looks that soon give up on a container.
  private func observe(_ engine: StubEngine) -> @Sendable () async throws -> Observation {
    let connection = Connection(.unix(path: engine.path))
    let request = Observation.Request(node: "edge", stuckAfter: .seconds(2))
    return { try await Observation.look(request, over: connection) }
  }

  private func up(_ engine: StubEngine, _ host: StubHost, _ journal: Journal = Journal()) -> NodeUp {
    NodeUp(
      node, UpOptions(), timeout: .seconds(600), observe: observe(engine), host: host, progress: journal.sink)
  }

  private func life(_ change: LifeChange, _ engine: StubEngine, _ host: StubHost, _ journal: Journal) -> NodeLife {
    NodeLife(
      "edge", LifeOptions(change, services: ["zerotier", "crio-krun", "k0s"]), timeout: .seconds(600),
      observe: observe(engine), host: host, progress: journal.sink)
  }

  @Test func `up ends those with the node's data, and then starts what has ended`() async throws {
    try await with { engine, host, ended in
      let journal = Journal()
      let outcome = try await up(engine, host, journal).run()
      #expect(outcome.hasChanged)
      #expect(ended.all == [NodeMarks(node: nil, dataDirectory: "/srv/edge/k0s-data")])
      #expect(journal.all.first == "end what outlives edge-k0s-1")
      #expect(journal.all.contains("start k0s"))
      #expect(engine.state.containers.allSatisfy { $0.isRunning })
    }
  }

  @Test func `plan tells that this comes first, and does none of it`() async throws {
    try await with { engine, host, ended in
      let plan = try await up(engine, host).preview()
      #expect(
        plan.description == """
          #1 end what outlives edge-k0s-1: it has ended, which its engine does not tell as long as somebody holds its output

          """)
      #expect(plan.notes.count == 1)
      #expect(ended.all.isEmpty)
    }
  }

  @Test func `status tells of it, and ends nobody`() async throws {
    try await with { engine, host, ended in
      let observation = try await observe(engine)()
      let status = try await #require(NodeStatus("edge", observation, now: .now)?.withTrouble(observation))
      #expect(status.services.map(\.state) == ["running", "running", "stuck"])
      #expect(!status.isReady)
      #expect(status.trouble?.service == "k0s")
      #expect(status.trouble?.remedy.first?.hasPrefix("nodectl up edge") == true)
      #expect(ended.all.isEmpty)
    }
  }

  @Test func `a supervisor that finds it goes on after it too`() async throws {
    try await with { engine, host, ended in
      let journal = Journal()
      let supervisor = Supervisor(node, observe: observe(engine), host: host, progress: journal.sink)
      let running = Task { try await supervisor.run {} }
      try await eventually { journal.all.contains("start k0s") }
      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      #expect(ended.all.count == 1)
    }
  }

  @Test(arguments: LifeChange.allCases)
  func `stop, start and restart go on after it too`(change: LifeChange) async throws {
    try await with { engine, host, ended in
      let journal = Journal()
      _ = try await life(change, engine, host, journal).run()
      #expect(ended.all.count == 1)
      #expect(journal.all.first == "end what outlives edge-k0s-1")
      #expect(engine.state.containers.allSatisfy { $0.isRunning == (change != .stop) })
    }
  }

  @Test func `nobody is ended while anything lives in the container's own cgroup`() async throws {
    let main = Leftovers.Process(pid: 1, startTime: 1, state: "S", command: "k0s", cgroup: "/docker", reason: "it is")
    try await with(living: [main]) { engine, host, ended in
      let failure = await #expect(throws: NodeFailure.self) { try await up(engine, host).run() }
      #expect(failure?.reason.hasPrefix("the engine does not inspect edge-k0s-1") == true)
      #expect(ended.all.isEmpty)
    }
  }
}
