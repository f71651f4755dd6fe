import TestSupport
import Testing

@testable import Engine

/// What other tests lean on.
@Suite(.timeLimit(.minutes(10))) struct StubEngineTests {
  @Test func `on Podman an owner is removed after its dependents, on Docker it need not be`() async throws {
    for flavour in [StubFlavour.docker, .podman] {
      let stub = StubEngine(flavour, images: [busybox])
      let engine = try await Engine.connect(stub)
      let owner = try await engine.createContainer("owner", .probed())
      var dependent = ContainerConfiguration.probed()
      dependent.host.networkMode = "container:\(owner)"
      _ = try await engine.createContainer("dependent", dependent)
      if engine.capabilities.removesNamespaceOwnerBeforeDependents {
        try await engine.removeContainer("owner")
      } else {
        let error = await #expect(throws: EngineError.self) { try await engine.removeContainer("owner", force: true) }
        #expect(error?.hasDependents == true)
        try await engine.removeContainer("dependent")
        try await engine.removeContainer("owner")
      }
    }
  }

  @Test func `a container that never gets healthy is unhealthy in the end`() async throws {
    let stub = StubEngine(.docker, images: [busybox])
    stub.change { $0.behaviour = { _ in .neverHealthy } }
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed(retries: 5))
    try await engine.startContainer("k0s")
    try await eventually { stub.state.container("k0s")?.health == "unhealthy" }
    #expect(try await engine.inspectContainer("k0s").state.health?.log.last?.output == "not yet\n")
  }

  @Test func `a container that ends at once is brought back by its policy`() async throws {
    let stub = StubEngine(.docker, images: [busybox])
    stub.change { $0.behaviour = { _ in .exiting(3, stderr: "bad token\n") } }
    let engine = try await Engine.connect(stub)
    var configuration = ContainerConfiguration.probed()
    configuration.host.restartPolicy = RestartPolicy(name: "always")
    _ = try await engine.createContainer("k0s", configuration)
    try await engine.startContainer("k0s")
    try await eventually { (stub.state.container("k0s")?.restartCount ?? 0) >= 3 }
    #expect(try await engine.inspectContainer("k0s").state.exitCode == 3)
    try await engine.stopContainer("k0s", grace: .zero)
    #expect(stub.state.container("k0s")?.status == "exited")
  }

  @Test func `a taken host port is refused at the start`() async throws {
    for flavour in [StubFlavour.docker, .podman] {
      let stub = StubEngine(flavour, images: [busybox])
      stub.change { $0.occupiedPorts = ["9994/udp"] }
      let engine = try await Engine.connect(stub)
      var configuration = ContainerConfiguration.probed()
      configuration.exposedPorts = ["9993/udp": EmptyObject()]
      configuration.host.portBindings = ["9993/udp": [PortBinding(hostPort: "9994")]]
      _ = try await engine.createContainer("k0s", configuration)
      let error = await #expect(throws: EngineError.self) { try await engine.startContainer("k0s") }
      #expect(error?.isPortAllocated == true)
    }
  }

  private static func live(on engine: Engine) async throws {
    let network = try await engine.createNetwork(NetworkConfiguration(name: "edge-01_default"))
    var configuration = ContainerConfiguration.probed()
    configuration.host.networkMode = "edge-01_default"
    let id = try await engine.createContainer("edge-01-zerotier-1", configuration)
    try await engine.startContainer(id)
    if !engine.capabilities.runsHealthChecksItself { _ = try await engine.runHealthCheck(of: id) }
    while try await engine.inspectContainer(id).state.health?.status != .healthy {}
    try await engine.stopContainer(id, grace: .seconds(10))
    try await engine.removeContainer(id)
    try await engine.removeNetwork(network)
  }

  @Test func `hundreds of lives leave nothing behind, in the engine or in this process`() async throws {
    await #expect(processExitsWith: .success) {
      for flavour in [StubFlavour.docker, .podman] {
        let stub = StubEngine(flavour, images: [busybox])
        let engine = try await Engine.connect(stub)
        for _ in 0..<20 { try await Self.live(on: engine) }
        let before = try ProcessResources.current()
        for _ in 0..<300 {
          try await Self.live(on: engine)
          stub.forgetHistory()
        }
        let after = try ProcessResources.current()
        let state = stub.state
        guard state.containers.isEmpty, state.networks.count == 3 else { fatalError("left: \(state)") }
        // Up to a connection more or less, kept for later.
        guard after.descriptors <= before.descriptors + 4, after.threads <= before.threads + 4,
          after.memory <= before.memory + 2048
        else { fatalError("\(before) became \(after)") }
      }
    }
  }
}
