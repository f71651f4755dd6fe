import TestSupport
import Testing

@testable import Engine

/// The course of containers, networks and volumes, on both kinds of engine.
@Suite(.timeLimit(.minutes(10))) struct LifeTests {
  private func stub(_ flavour: StubFlavour, _ behaviour: StubBehaviour = .healthy()) -> StubEngine {
    let stub = StubEngine(flavour, images: [busybox])
    stub.change { $0.behaviour = { _ in behaviour } }
    return stub
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a container is created, started, stopped and removed`(flavour: StubFlavour) async throws {
    let stub = stub(flavour)
    let engine = try await Engine.connect(stub)
    let id = try await engine.createContainer("k0s", .probed())
    #expect(try await engine.inspectContainer("k0s").state.status == .created)
    #expect(try await engine.startContainer("k0s"))
    #expect(try await !engine.startContainer(id))
    let running = try await engine.inspectContainer(id)
    #expect(running.state.isRunning)
    #expect(try await engine.containers(.labels("com.docker.compose.project=edge-01")).map(\.id) == [id])
    #expect(try await engine.containers(.labels("com.docker.compose.project=edge-02")).isEmpty)
    #expect(try await engine.stopContainer("k0s", grace: .seconds(1)))
    #expect(try await !engine.stopContainer("k0s", grace: .seconds(1)))
    try await engine.restartContainer("k0s", grace: .zero)
    #expect(try await engine.inspectContainer("k0s").state.startedAt > running.state.startedAt)
    try await engine.removeContainer("k0s", force: true)
    #expect(stub.state.containers.isEmpty)
  }

  @Test func `a container that is removed while it is inspected is not found, whatever the engine says first`()
    async throws
  {
    let stub = stub(.podman)
    let engine = try await Engine.connect(stub)
    stub.inject(.status(500)) { $0.path.hasSuffix("/json") }
    let error = await #expect(throws: EngineError.self) { try await engine.inspectContainer("k0s") }
    #expect(error?.isNotFound == true)
  }

  @Test func `inspections that fail for a second are not the end`() async throws {
    let stub = stub(.podman)
    let engine = try await Engine.connect(stub)
    let id = try await engine.createContainer("k0s", .probed())
    for _ in 1...3 { stub.inject(.status(500)) { $0.path.hasSuffix("/json") } }
    #expect(try await engine.inspectContainer("k0s").id == id)
  }

  @Test func `Docker probes by itself, Podman when it is told to`() async throws {
    let docker = stub(.docker)
    let engine = try await Engine.connect(docker)
    _ = try await engine.createContainer("k0s", .probed())
    try await engine.startContainer("k0s")
    try await eventually { docker.state.container("k0s")?.health == "healthy" }

    let slow = stub(.podman, .healthy(afterProbes: 2))
    let podman = try await Engine.connect(slow)
    _ = try await podman.createContainer("k0s", .probed())
    try await podman.startContainer("k0s")
    #expect(try await !podman.runHealthCheck(of: "k0s"))
    #expect(try await podman.inspectContainer("k0s").state.health?.status == .starting)
    #expect(try await podman.runHealthCheck(of: "k0s"))
    let health = try #require(try await podman.inspectContainer("k0s").state.health)
    #expect(health.status == .healthy)
    #expect(health.log.map(\.exitCode) == [1, 0])
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `files arrive in a container as they were put`(flavour: StubFlavour) async throws {
    let stub = stub(flavour)
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed())
    var archive = TarArchive()
    try archive.addFile("etc/nodectl/join-token", mode: 0o600, Array("token".utf8))
    try await engine.putArchive(archive, in: "k0s")
    let file = try #require(stub.state.container("k0s")?.files["/etc/nodectl/join-token"])
    #expect(file.content == Array("token".utf8))
    #expect(file.mode == 0o600)
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `networks and volumes are made, found by label and removed`(flavour: StubFlavour) async throws {
    let stub = stub(flavour)
    let engine = try await Engine.connect(stub)
    let id = try await engine.createNetwork(NetworkConfiguration(name: "n", labels: ["a": "b"]))
    #expect(try await engine.networks(.labels("a=b")).map(\.id) == [id])
    let options = ["type": "tmpfs", "device": "tmpfs"]
    _ = try await engine.createVolume(VolumeConfiguration(name: "v", options: options, labels: ["a": "b"]))
    #expect(try await engine.volumes(.labels("a")).map(\.options) == [options])
    // The one that exists is given, whatever is asked for.
    #expect(try await engine.createVolume(VolumeConfiguration(name: "v")).options == options)
    try await engine.removeNetwork(id)
    try await engine.removeVolume("v")
    #expect(try await engine.networks(.labels("a")).isEmpty)
    #expect(try await engine.volumes().isEmpty)
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a network is not removed from under a container, even by its id`(flavour: StubFlavour) async throws {
    let stub = stub(flavour)
    let engine = try await Engine.connect(stub)
    let id = try await engine.createNetwork(NetworkConfiguration(name: "edge-01_default"))
    var configuration = ContainerConfiguration.probed()
    configuration.host.networkMode = "edge-01_default"
    _ = try await engine.createContainer("k0s", configuration)
    try await engine.startContainer("k0s")
    for name in [id, "edge-01_default"] {
      let error = await #expect(throws: EngineError.self) { try await engine.removeNetwork(name) }
      #expect(error?.isNetworkInUse == true)
    }
    #expect(stub.state.networks.contains { $0.id == id })
  }

  @Test func `starting a dependent starts its owner on Podman, and is refused by Docker`() async throws {
    for flavour in [StubFlavour.docker, .podman] {
      let stub = stub(flavour)
      let engine = try await Engine.connect(stub)
      let owner = try await engine.createContainer("owner", .probed())
      var dependent = ContainerConfiguration.probed()
      dependent.host.networkMode = "container:\(owner)"
      _ = try await engine.createContainer("dependent", dependent)
      if engine.capabilities.startsDependenciesItself {
        try await engine.startContainer("dependent")
        #expect(stub.state.container("owner")?.isRunning == true)
      } else {
        let error = await #expect(throws: EngineError.self) { try await engine.startContainer("dependent") }
        #expect(error?.isNamespaceOwnerGone == true)
      }
    }
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `what a container writes is told apart`(flavour: StubFlavour) async throws {
    var behaviour = StubBehaviour.healthy()
    behaviour.stdout = "one\n"
    behaviour.stderr = "two\n"
    let stub = stub(flavour, behaviour)
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed())
    try await engine.startContainer("k0s")
    var chunks: [OutputChunk] = []
    for try await chunk in try await engine.logs(of: "k0s", tty: false) { chunks.append(chunk) }
    #expect(chunks == [OutputChunk(.stdout, Array("one\n".utf8)), OutputChunk(.stderr, Array("two\n".utf8))])
  }
}
