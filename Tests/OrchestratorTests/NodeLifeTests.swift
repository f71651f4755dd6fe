import Engine
import HTTP
import Planning
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct NodeLifeTests {
  private let node: DesiredNode

  init() throws { node = try desiredNode() }

  /// Runs the body with an engine on which the node is up.
  private func with(_ flavour: StubFlavour, _ body: (StubEngine) async throws -> Void) async throws {
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in StubBehaviour { _ in StubExecAnswer(stdout: "10.1.2.3\n") } } }
    try await engine.up(node)
    try await body(engine)
  }

  private func look(_ engine: StubEngine) async throws -> Observation {
    try await Observation.look(Observation.Request(node: "edge"), over: Connection(.unix(path: engine.path)))
      .withStops()
  }

  private func stoppedByWish(_ engine: StubEngine) async throws -> [String] {
    try await look(engine).state.containersInStartOrder.filter(\.isStoppedByWish).compactMap(\.service)
  }

  @Test(arguments: flavours)
  func `what was stopped is known to be, until it is started`(flavour: StubFlavour) async throws {
    try await with(flavour) { engine in
      let hasChanged = try await engine.live(.stop)
      #expect(hasChanged)
      #expect(engine.runningCount == 0)
      #expect(try await stoppedByWish(engine) == ["zerotier", "crio-krun", "k0s"])
      #expect(try await engine.live(.stop) == false, "it is stopped already")

      let journal = Journal()
      #expect(try await engine.live(.start, journal: journal))
      #expect(
        journal.all == [
          "start zerotier", "wait for zerotier to be healthy", "start crio-krun", "wait for crio-krun to be healthy",
          "start k0s", "wait for k0s to be healthy",
        ])
      #expect(try await stoppedByWish(engine) == [])
      #expect(try await engine.live(.start) == false, "it runs already")
    }
  }

  @Test(arguments: flavours)
  func `what ends by itself after that was not stopped`(flavour: StubFlavour) async throws {
    try await with(flavour) { engine in
      try await engine.live(.stop, ["k0s"])
      #expect(try await stoppedByWish(engine) == ["k0s"])
      try await engine.live(.start, ["k0s"])
      engine.change { $0.endForGood("edge-k0s-1", exitCode: 1) }
      #expect(try await stoppedByWish(engine) == [])
    }
  }

  @Test(arguments: flavours)
  func `a restart keeps every container, and leaves none in a namespace that is gone`(flavour: StubFlavour) async throws
  {
    try await with(flavour) { engine in
      let before = engine.state.containers.map(\.id)
      try await engine.live(.restart, ["zerotier"])
      #expect(engine.state.containers.map(\.id) == before)
      let started = engine.state.containers.sorted { $0.startedAt < $1.startedAt }.map(\.name)
      #expect(started == ["edge-zerotier-1", "edge-crio-krun-1", "edge-k0s-1"])
      #expect(engine.runningCount == 3)
    }
  }

  @Test func `nothing is applied of a spec: only stops and starts are asked for`() async throws {
    try await with(.docker) { engine in
      engine.forgetHistory()
      try await engine.live(.restart)
      #expect(Set(engine.changes.map { $0.path.split(separator: "/").last ?? "" }) == ["stop", "start"])
    }
  }

  @Test func `a service that does not become healthy is told, with what to do next`() async throws {
    try await with(.docker) { engine in
      engine.change { $0.setBehaviour(.neverHealthy, of: "edge-zerotier-1") }
      let error = await #expect(throws: NodeFailure.self) {
        try await engine.live(.restart, timeout: .milliseconds(50))
      }
      #expect(error?.kind == .notReady)
      #expect(error?.reason.hasPrefix("zerotier: not healthy within") == true)
      #expect(engine.state.container("edge-k0s-1")?.isRunning == false, "what depends on it does not start")
    }
  }

  @Test func `what an engine says of a secret is not shown`() async throws {
    try await with(.docker) { engine in
      engine.change { $0.setBehaviour(.unstartable("proxy http://me:word@proxy:3128"), of: "edge-k0s-1") }
      let error = await #expect(throws: NodeFailure.self) { try await engine.live(.restart, ["k0s"]) }
      #expect(error?.reason.hasSuffix("proxy http://***@proxy:3128") == true, "\(error?.reason ?? "")")
    }
  }

  @Test func `another process that has the lock is respected`() async throws {
    try await with(.docker) { engine in
      let host = StubHost { $0.locks["edge@unix://\(engine.path)"] = "nodectl up (pid 1)" }
      await #expect(throws: NodeLockError.self) { try await engine.live(.stop, host: host, waitsForLock: false) }
      #expect(engine.runningCount == 3)
    }
  }

  /// On Podman: its waits ask for each check, so that none is as long as a lost event makes it.
  @Test func `killed before any call of a restart, the next start ends where that would have ended`() async throws {
    for call in 0... {
      var isDone = false
      try await with(.podman) { engine in
        engine.forgetHistory()
        engine.loseCalls(from: call)
        isDone = (try? await engine.live(.restart, ["zerotier"])) != nil
        engine.loseCalls(from: nil)
        if !isDone { try await engine.live(.start) }
        #expect(engine.runningCount == 3, "killed before call \(call)")
      }
      if isDone { return #expect(call > 10, "a restart has more calls than that") }
    }
  }
}

extension StubEngine {
  fileprivate var runningCount: Int { state.containers.count(where: \.isRunning) }

  @discardableResult
  fileprivate func live(
    _ change: LifeChange, _ services: Set<String> = ["zerotier", "crio-krun", "k0s"], timeout: Duration = .seconds(600),
    host: StubHost = StubHost(), waitsForLock: Bool = true, journal: Journal = Journal()
  ) async throws -> Bool {
    let connection = Connection(.unix(path: path))
    let request = Observation.Request(node: "edge")
    return try await NodeLife(
      "edge", LifeOptions(change, services: services), timeout: timeout,
      observe: { try await Observation.look(request, over: connection) }, host: host, waitsForLock: waitsForLock,
      progress: journal.sink
    ).run()
  }
}
