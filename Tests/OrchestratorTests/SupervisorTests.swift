import Engine
import HTTP
import Ownership
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// A supervisor beside whatever else happens to a node.
@Suite struct SupervisorTests {
  private let node: DesiredNode
  private let journal = Journal()

  init() throws { node = try desiredNode() }

  @Test(arguments: flavours)
  func `services in a network namespace that ZeroTier has left are brought back, in order`(flavour: StubFlavour)
    async throws
  {
    try await supervised(flavour) { engine in
      let before = journal.all.count
      try await client(of: engine).restartContainer("edge-zerotier-1", grace: .seconds(1))
      try await eventually { engine.state.isInOrder && journal.all.contains("start k0s") }
      #expect(
        journal.all[before...].filter { $0.hasPrefix("stop") || $0.hasPrefix("start") } == [
          "stop container edge-k0s-1", "stop container edge-crio-krun-1", "start crio-krun", "start k0s",
        ])
    }
  }

  @Test(arguments: flavours)
  func `a service that has ended, and that no policy brings back, is started`(flavour: StubFlavour) async throws {
    try await supervised(flavour) { engine in
      engine.change { $0.endForGood("edge-k0s-1", exitCode: 3) }
      try await eventually { journal.all.contains("start k0s") }
      #expect(engine.state.container("edge-k0s-1")?.isRunning == true)
    }
  }

  @Test(arguments: flavours)
  func `a node that is taken down stays so`(flavour: StubFlavour) async throws {
    try await supervised(flavour) { engine in
      try await engine.down("edge")
      try await eventually { journal.all.contains { $0.contains("is not there") } }
      #expect(engine.state.containers.isEmpty)
      try await engine.up(node)
      try await eventually { engine.state.isInOrder }
    }
  }

  @Test func `what a client stops is left alone until it is started`() async throws {
    try await supervised(.docker) { engine in
      try await client(of: engine).stopContainer("edge-k0s-1", grace: .seconds(1))
      try await eventually { journal.all.contains { $0.contains("k0s was stopped") } }
      #expect(engine.state.container("edge-k0s-1")?.isRunning == false)
      #expect(!journal.all.contains("start k0s"))
    }
  }

  @Test func `what it has asked to stop is nobody's wish, though the engine stops it when the answer is long lost`()
    async throws
  {
    var settings = Supervisor.Settings()
    settings.retry.first = .seconds(1)
    try await supervised(.docker, settings) { engine in
      // Twice: what happens during the first try is a reason for another at once.
      for _ in 1...2 { engine.inject(.dropBefore) { $0.path.hasSuffix("/stop") } }
      let client = try await client(of: engine)
      try await client.restartContainer("edge-zerotier-1", grace: .seconds(1))
      try await eventually { journal.all.count { $0.hasPrefix("warning: cannot stop") } == 2 }
      try await client.stopContainer("edge-k0s-1", grace: .seconds(1))
      try await eventually { engine.state.isInOrder && journal.all.contains("start k0s") }
    }
  }

  @Test(arguments: flavours)
  func `what is stopped by wish beside it is left alone, also where no event tells of a stop`(flavour: StubFlavour)
    async throws
  {
    try await supervised(flavour) { engine in
      let id = try #require(engine.state.container("edge-k0s-1")).id
      try await StopMark(engine: try await client(of: engine)).put(in: id)
      engine.change { $0.endForGood("edge-k0s-1", exitCode: 0) }
      try await eventually { journal.all.contains { $0.contains("k0s was stopped") } }
      #expect(engine.state.container("edge-k0s-1")?.isRunning == false)
    }
  }

  @Test(arguments: flavours)
  func `what an upgrade beside it has made from a newer spec is kept as it is`(flavour: StubFlavour) async throws {
    let newer = try desiredNode(version: "v1.34.2+k0s.0")
    let host = StubHost()  // which has one lock for both
    try await supervised(flavour, host: host) { engine in
      engine.change { $0.images.insert("docker.io/k0sproject/k0s:v1.34.2-k0s.0") }
      try await engine.up(newer, UpOptions(upgrade: UpOptions.Upgrade()), host: host)
      try await eventually { journal.all.contains { $0.contains("k0s: made from another spec") } }
      #expect(engine.state.container("edge-k0s-1")?.configuration["Image"].string?.hasSuffix("v1.34.2-k0s.0") == true)
      engine.change { $0.endForGood("edge-k0s-1", exitCode: 3) }
      try await eventually { engine.state.container("edge-k0s-1")?.isRunning == true }
      #expect(engine.state.container("edge-k0s-1")?.configuration["Image"].string?.hasSuffix("v1.34.2-k0s.0") == true)
    }
  }

  @Test func `a node that is left alone is not looked at for what was waited for before`() {
    var account = SupervisorAccount(patience: .seconds(60), retry: Supervisor.Settings().retry)
    account.failed(at: .zero)
    account.leftAlone()
    #expect(account.deadline == nil)
  }

  @Test(arguments: flavours)
  func `what was stopped by wish before it began is left alone until it is started`(flavour: StubFlavour) async throws {
    let stopped = { (engine: StubEngine) in
      let connection = Connection(.unix(path: engine.path))
      _ = try await NodeLife(
        "edge", LifeOptions(.stop, services: ["k0s"]), timeout: .seconds(600),
        observe: { try await Observation.look(Observation.Request(node: "edge"), over: connection) }, host: StubHost(),
        progress: { _ in }
      ).run()
    }
    try await supervised(flavour, given: stopped) { engine in
      try await eventually { journal.all.contains { $0.contains("k0s was stopped") } }
      #expect(engine.state.container("edge-k0s-1")?.isRunning == false)
      try await client(of: engine).startContainer("edge-k0s-1")
      engine.change { $0.endForGood("edge-k0s-1", exitCode: 3) }
      try await eventually { journal.all.contains("start k0s") }
    }
  }

  @Test(arguments: flavours)
  func `an engine that comes back is gone on with`(flavour: StubFlavour) async throws {
    try await supervised(flavour) { engine in
      engine.loseCalls(from: engine.calls.count)
      try await eventually { journal.all.contains { $0.contains("warning") } }
      engine.change { $0.endForGood("edge-k0s-1", exitCode: 3) }
      engine.loseCalls(from: nil)
      try await eventually { engine.state.container("edge-k0s-1")?.isRunning == true }
    }
  }

  @Test(arguments: flavours)
  func `what has stopped with its engine is started, and not called stopped`(flavour: StubFlavour) async throws {
    let stopped = { (engine: StubEngine) in
      engine.change { world in
        for container in world.containers { world.endForGood(container.name, exitCode: 0) }
      }
    }
    try await supervised(flavour, given: stopped) { engine in
      try await eventually { engine.state.isInOrder && journal.all.contains("start k0s") }
      try await eventually { journal.all.count { $0 == "ready" } > 1 }
      #expect(!journal.all.contains { $0.contains("is stopped") }, "\(journal.all)")
    }
  }

  @Test func `what it cannot do is told in a sentence`() async throws {
    try await supervised(.docker) { engine in
      engine.inject(.status(500)) { $0.path.hasSuffix("/start") }
      engine.change { $0.endForGood("edge-k0s-1", exitCode: 3) }
      try await eventually { journal.all.contains { $0.hasPrefix("warning: cannot start k0s: POST ") } }
    }
  }

  @Test func `while nothing happens it makes no calls`() async throws {
    try await supervised(.docker) { engine in
      let calls = engine.calls.count
      try await Task.sleep(for: .milliseconds(500))  // the absence of calls has no event to wait for
      #expect(engine.calls.count == calls)
    }
  }

  @Test func `an end that only the host tells of is a reason to look, of a service that has the host's processes`()
    async throws
  {
    let own = NodeCgroup(path: "/nodectl/edge", rootControllers: ["cpu"], controllers: ["cpu"])
    let host = StubHost { $0.facts.cgroup = own }
    try await supervised(.docker, node: try desiredNode(more: "metrics: host"), host: host) { engine in
      func pid(_ name: String) throws -> Int32 { Int32(try #require(engine.state.container(name)).pid) }
      let (worker, others) = (try pid("edge-k0s-1"), [try pid("edge-zerotier-1"), try pid("edge-crio-krun-1")])
      let calls = engine.calls.count
      host.change { $0.ended = Set(others) }
      try await Task.sleep(for: .milliseconds(1500))  // the absence of calls has no event to wait for
      #expect(engine.calls.count == calls)
      host.change { $0.ended = [worker] }
      try await eventually { engine.calls.count > calls }
    }
  }

  @Test func `a service that stays unhealthy is restarted`() async throws {
    try await supervised(.docker, Supervisor.Settings(patience: .milliseconds(50))) { engine in
      engine.change { $0.setBehaviour(.neverHealthy, of: "edge-k0s-1") }
      try await eventually { journal.all.contains("stop container edge-k0s-1") }
      try await eventually { journal.all.contains("start k0s") }
    }
  }

  @Test func `ZeroTier that stays unhealthy is restarted a few times, though the others wait for it in vain`()
    async throws
  {
    var settings = Supervisor.Settings(patience: .milliseconds(20), timeout: .milliseconds(50))
    settings.retry = Backoff(first: .milliseconds(10), longest: .milliseconds(10))
    try await supervised(.docker, settings) { engine in
      engine.change { $0.setBehaviour(.neverHealthy, of: "edge-zerotier-1") }
      try await eventually { journal.all.contains { $0.contains("zerotier stays unhealthy after 5 restarts") } }
      #expect(journal.all.count { $0 == "stop container edge-zerotier-1" } == UnhealthyWatch.limit)
    }
  }

  @Test func `what fails is tried after its pause, also where a service has been unhealthy for too long meanwhile`() {
    var account = SupervisorAccount(patience: .seconds(60), retry: Supervisor.Settings().retry)
    let unhealthy = ObservedContainer(id: "1", name: "edge-k0s-1", service: "k0s", state: .running, health: .unhealthy)
    #expect(account.unhealthy(in: ObservedState(containers: [unhealthy]), at: .zero) == [])
    account.failed(at: .seconds(100))
    #expect(account.deadline == .seconds(105))
    account.succeeded()
    #expect(account.deadline == .seconds(60))
  }

  @Test func `on Podman without systemd it runs the health checks`() async throws {
    let host = StubHost { $0.runsSystemd = false }
    try await supervised(.podman, host: host) { engine in
      let checks = engine.calls.count { $0.path.hasSuffix("/healthcheck") }
      try await eventually { engine.calls.count { $0.path.hasSuffix("/healthcheck") } > checks }
    }
  }

  @Test func `a round of health checks that fails is not the last one`() async throws {
    let host = StubHost { $0.runsSystemd = false }
    try await supervised(.podman, host: host) { engine in
      engine.inject(.malformed) { $0.path.hasSuffix("/healthcheck") }
      try await eventually { journal.all.contains { $0.hasPrefix("warning: ") } }
      let checks = engine.calls.count { $0.path.hasSuffix("/healthcheck") }
      try await eventually { engine.calls.count { $0.path.hasSuffix("/healthcheck") } > checks + 3 }
    }
  }

  /// Runs the body beside a supervisor that has looked at a node which is up.
  private func supervised(
    _ flavour: StubFlavour, _ settings: Supervisor.Settings = Supervisor.Settings(), node: DesiredNode? = nil,
    host: StubHost = StubHost(), given prepare: (StubEngine) async throws -> Void = { _ in },
    _ body: (StubEngine) async throws -> Void
  ) async throws {
    let node = node ?? self.node
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in StubBehaviour { _ in StubExecAnswer(stdout: "10.1.2.3\n") } } }
    try await engine.up(node, host: host)
    engine.change { $0.runsHealthChecks = host.runsSystemd }
    try await prepare(engine)
    let connection = Connection(.unix(path: engine.path))
    var settings = settings
    settings.checkInterval = .milliseconds(20)
    let supervisor = Supervisor(
      node, settings,
      observe: { try await Observation.look(Observation.Request(node: "edge"), over: connection) }, host: host,
      progress: journal.sink)
    let running = Task { try await supervisor.run { journal.note("ready") } }
    try await eventually { journal.all.contains("ready") }
    do {
      try await body(engine)
    } catch {
      running.cancel()
      throw error
    }
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
  }

  private func client(of engine: StubEngine) async throws -> Engine {
    try await Engine.negotiate(over: Connection(.unix(path: engine.path)))
  }
}
