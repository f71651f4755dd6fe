import Compose
import Engine
import HTTP
import Planning
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct NodeUpTests {
  @Test(arguments: flavours)
  func `a fresh node comes up, each service after the one it depends on is healthy`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    let journal = Journal()
    let outcome = try await engine.up(node, journal: journal)
    #expect(outcome.hasChanged)
    #expect(outcome.address == "10.1.2.3")
    #expect(engine.state.containers.map(\.health) == ["healthy", "healthy", "healthy"])
    let order = journal.all.filter { $0.hasPrefix("start") || $0.hasPrefix("wait") }
    #expect(
      order == [
        "start zerotier", "wait for zerotier to be healthy", "start crio-krun", "wait for crio-krun to be healthy",
        "start k0s", "wait for k0s to be healthy",
      ])
  }

  @Test(arguments: flavours)
  func `a second up changes nothing, by seven calls`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    engine.forgetHistory()
    let outcome = try await engine.up(node)
    #expect(!outcome.hasChanged)
    #expect(engine.calls.count == 7, "\(engine.calls.map(\.description))")
    #expect(engine.changes.isEmpty)
  }

  @Test func `ZeroTier starts as soon as its own image is there`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let others = node.project.services.map(\.image).filter { !$0.contains("zerotier") }
    engine.change { world in
      world.registry = Dictionary(uniqueKeysWithValues: node.project.services.map { ($0.image, .succeeds(layers: 1)) })
      world.images = []
    }
    for image in others {
      engine.inject(.hold) { $0.path == "/images/create" && image.hasPrefix($0.query["fromImage"] ?? "-") }
    }
    let journal = Journal()
    let up = Task { try await engine.up(node, journal: journal) }
    try await eventually { journal.all.contains("start zerotier") }
    for image in others { #expect(!journal.all.contains("pull image \(image)")) }
    engine.releaseHeldCalls()
    _ = try await up.value
  }

  @Test(arguments: flavours)
  func `secrets are put into containers before they start, for root only`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let token = try #require(engine.state.container("edge-k0s-1")?.files["/etc/nodectl/join-token"])
    #expect(token.mode == 0o600)
    #expect(token.content == Array(SampleSecrets.joinToken.utf8))
    #expect(engine.state.container("edge-zerotier-1")?.files["/var/lib/zerotier-one/identity.secret"] != nil)
    let sent = engine.calls.filter { !$0.path.hasSuffix("/archive") }.map { String(decoding: $0.body, as: UTF8.self) }
    #expect(!sent.contains { $0.contains(SampleSecrets.joinToken) || $0.contains("bd8dd6e4ce70") })
  }

  @Test func `the service made with the node's address has it, and the label that remembers it`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    let k0s = try #require(engine.state.container("edge-k0s-1"))
    #expect(k0s.configuration["Cmd"].array?.last?.string?.contains("--node-ip=10.1.2.3 ") == true)
    #expect(k0s.labels[Label.nodeIP] == "10.1.2.3")
  }

  @Test func `an address that has changed recreates k0s, and nothing else`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    let before = engine.state.containers
    engine.change { world in
      world.behaviour = { _ in StubBehaviour { _ in StubExecAnswer(stdout: "10.1.2.9\n") } }
    }
    try await engine.down("edge")
    try await engine.up(node)
    #expect(engine.state.container("edge-k0s-1")?.labels[Label.nodeIP] == "10.1.2.9")
    #expect(before.count == 3)
  }

  @Test(arguments: flavours)
  func `a service that never becomes healthy is told with what its check printed`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in .neverHealthy } }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node, timeout: .seconds(2)) }
    #expect(failure?.kind == .notReady)
    #expect(failure?.reason == "zerotier: not healthy within 2.0s")
    #expect(failure?.details.contains("  not yet") == true)
    #expect(engine.state.container("edge-zerotier-1")?.isRunning == true, "what exists stays to be looked at")
  }

  @Test(arguments: flavours)
  func `a service that ends at once is told with its code and its last words`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in .exiting(3, stderr: "no tun\n") } }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(failure?.kind == .failed)
    #expect(failure?.reason == "zerotier: it ends as soon as it has started, last with code 3")
    #expect(failure?.details.contains("  no tun") == true)
  }

  @Test(arguments: flavours)
  func `a port that is chosen by nodectl is the first that the engine finds free`(flavour: StubFlavour) async throws {
    let node = try desiredNode(zerotier: "hostPort: auto")
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.occupiedPorts = ["9994/udp", "9995/udp"] }
    try await engine.up(node)
    #expect(engine.state.container("edge-zerotier-1")?.labels[Label.hostPort] == "9996")
    engine.change { $0.occupiedPorts = [] }
    #expect(try await engine.up(node).hasChanged == false, "it keeps the port that it has")
  }

  @Test(arguments: flavours)
  func `a port that the spec names and another has is an error that says so`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.occupiedPorts = ["9994/udp"] }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(failure?.reason.hasPrefix("UDP port 9994 of the host is taken: ") == true)
    #expect(failure?.advice == ["set another port as zerotier.hostPort, or 'auto' for the first that is free"])
  }

  @Test func `an address that is in use where nothing is published is no port of the host`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .podman)
    defer { engine.close() }
    engine.change { world in
      world.imageBehaviour = { $0.contains("k0s") ? .unstartable("bind: address already in use") : nil }
    }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(failure?.reason.hasPrefix("cannot start k0s: ") == true, "\(failure?.reason ?? "")")
    #expect(failure?.advice.contains { $0.contains("hostPort") } == false)
  }

  @Test(arguments: flavours)
  func `an image that cannot be pulled fails before anything is created`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.images = [] }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(
      failure?.reason.contains(/^cannot pull (docker|ghcr)\.io\/[^ ]+: (?!cannot pull)/) == true,
      "\(failure?.reason ?? "")")
    #expect(failure?.advice.first?.hasPrefix("\(flavour.isPodman ? "podman" : "docker") pull ") == true)
    #expect(engine.state.containers.isEmpty)
  }

  @Test(arguments: flavours)
  func `what an engine says of a secret is shown neither while it goes on nor at the end`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    let failing = StubBehaviour.unstartable("k0s \(SampleSecrets.joinToken): proxy http://me:word@proxy:3128: no way")
    engine.change { $0.behaviour = { _ in failing } }
    let connection = Connection(.unix(path: engine.path))
    let request = Observation.Request(of: node)
    let journal = Journal()
    let up = NodeUp(
      node, UpOptions(), timeout: .seconds(600), observe: { try await Observation.look(request, over: connection) },
      host: StubHost(), progress: { if case .failed(_, _, let reason) = $0.kind { journal.note(reason) } })
    let failure = await #expect(throws: NodeFailure.self) { try await up.run() }
    let told = journal.all + [failure?.description ?? ""]
    #expect(told.count == 2)
    for text in told {
      #expect(text.contains("http://***@proxy:3128: no way"))
      #expect(!text.contains(SampleSecrets.joinToken.prefix(12)))
    }
  }

  @Test(arguments: flavours)
  func `an up that is interrupted leaves what the next one accepts`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in .neverHealthy } }
    let running = Task { try await engine.up(node) }
    try await eventually { engine.state.container("edge-zerotier-1")?.isRunning == true }
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    engine.change { $0.behaviour = { _ in StubBehaviour { _ in StubExecAnswer(stdout: "10.1.2.3\n") } } }
    try await engine.down("edge")
    try await engine.up(node)
    #expect(engine.state.containers.map(\.health) == ["healthy", "healthy", "healthy"])
  }

  @Test func `secrets that will not do end an up before anything is made`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let failure = await #expect(throws: NodeFailure.self) {
      try await engine.up(node, checkSecrets: { throw NodeFailure(node: "edge", .failed, "foreign") })
    }
    #expect(failure?.reason == "foreign")
    #expect(engine.changes.isEmpty)
  }

  @Test func `the check of the secrets is for a node of which nothing is there`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let journal = Journal()
    for _ in 1...2 { try await engine.up(node, checkSecrets: { journal.note("checked") }) }
    #expect(journal.all == ["checked"])
  }

  @Test(arguments: flavours)
  func `what another run has asked for meanwhile is taken as it is`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    // Of the look before the network is made, the engine did not list it yet.
    try await engine.up(node)
    let networks = engine.state.networks
    try await engine.down("edge")
    engine.forgetHistory()
    engine.inject(.hold) { $0.method == "POST" && $0.path == "/networks/create" }
    let up = Task { try await engine.up(node) }
    try await eventually { engine.calls.contains { $0.path == "/networks/create" } }
    engine.change { $0.networks = networks }
    engine.releaseHeldCalls()
    #expect(try await up.value.hasChanged)
    #expect(engine.state.networks.filter { $0.name == "edge_default" }.count == 1)
  }

  @Test(arguments: flavours)
  func `a container of another with a name that the node needs is told after all looks`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    engine.change { world in
      world.images.insert("docker.io/library/busybox:latest")
    }
    let connection = Connection(.unix(path: engine.path))
    let other = try await Engine.negotiate(over: connection)
    _ = try await other.createContainer("edge-k0s-1", ContainerConfiguration(image: "docker.io/library/busybox:latest"))
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(
      failure?.reason.hasPrefix("there is a container named edge-k0s-1 that does not belong to this node: ") == true,
      "\(failure?.reason ?? "")")
  }

  /// Podman answers so to the check of a container that ends meanwhile.
  @Test func `a health check that gets lost is run again`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .podman(version: "5.4.2", api: "1.41"))
    defer { engine.close() }
    engine.inject(.status(500)) { $0.path.hasSuffix("/healthcheck") }
    try await engine.up(node)
    #expect(engine.state.containers.map(\.health) == ["healthy", "healthy", "healthy"])
  }

  @Test func `a service that is killed for want of memory is told with its limit`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in .exiting(137, stderr: "") } }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(failure?.details.first?.hasPrefix("it was killed (code 137), by somebody or for want of memory") == true)
  }

  @Test func `a ready node is waited for condition by condition, after its health`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let journal = Journal()
    try await engine.up(node, UpOptions(wait: .ready), journal: journal)
    let waits = Set(journal.all.filter { $0.hasPrefix("wait for the ") })
    #expect(
      waits == [
        "wait for the network of zerotier", "wait for the runtime of crio-krun", "wait for the connection of k0s",
        "wait for the node of k0s",
      ])
    engine.forgetHistory()
    #expect(try await !engine.up(node, UpOptions(wait: .ready)).hasChanged)
    #expect(engine.changes.isEmpty, "a node that is as it should be is asked nothing")
  }

  @Test(arguments: flavours)
  func `by default the parts are asked only where that leaves nothing behind`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node, UpOptions(wait: nil))
    #expect(engine.calls.contains { $0.path.hasSuffix("/exec") } == (flavour == .docker))
  }

  @Test func `a healthy node that is not ready in time is told with what it says`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    engine.change { world in
      world.exec = { _, command in
        var answer = StubExecAnswer.ofReadyNode(command)
        answer.stdout = answer.stdout.replacing("\"online\": true", with: "\"online\": false")
        return answer
      }
    }
    let failure = await #expect(throws: NodeFailure.self) {
      try await engine.up(node, UpOptions(wait: .ready), timeout: .seconds(20))
    }
    #expect(failure?.kind == .notReady)
    #expect(failure?.reason == "zerotier: not ready within 20.0s")
    #expect(failure?.details.first?.hasPrefix("ZeroTier is offline") == true)
  }
}
