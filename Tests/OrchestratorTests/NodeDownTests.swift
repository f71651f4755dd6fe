import Engine
import HTTP
import Ownership
import Planning
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct NodeDownTests {
  @Test(arguments: flavours)
  func `what up has made, down takes away, and the data only where that is asked for`(flavour: StubFlavour) async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    let before = engine.state.networks.map(\.name)
    try await engine.up(node)
    #expect(try await engine.down("edge"))
    #expect(engine.state.containers.isEmpty)
    #expect(engine.state.networks.map(\.name) == before)
    #expect(engine.state.volumes.map(\.name).sorted() == ["edge_cni-config", "edge_crio-data", "edge_k0s-log"])
    #expect(try await engine.down("edge", DownOptions(volumes: true)))
    #expect(engine.state.volumes.isEmpty)
  }

  @Test(arguments: flavours)
  func `what is not there is no error`(flavour: StubFlavour) async throws {
    let engine = StubEngine(flavour)
    defer { engine.close() }
    #expect(try await engine.down("edge") == false)
    #expect(engine.changes.isEmpty)
  }

  @Test(arguments: flavours)
  func `containers stop in the reverse order of their start`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let journal = Journal()
    try await engine.down("edge", journal: journal)
    #expect(
      journal.all.filter { $0.hasPrefix("stop") } == [
        "stop container edge-k0s-1", "stop container edge-crio-krun-1", "stop container edge-zerotier-1",
      ])
  }

  @Test(arguments: flavours)
  func `a node whose name begins with another's is not touched`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    #expect(try await engine.down("edg") == false)
    #expect(try await engine.down("edge-1") == false)
    #expect(engine.state.containers.count == 3)
  }

  @Test(arguments: flavours)
  func `what is left of somebody else's project of the same name is not touched`(flavour: StubFlavour) async throws {
    let engine = StubEngine(flavour)
    defer { engine.close() }
    let client = try await Engine.negotiate(over: Connection(.unix(path: engine.path)))
    _ = try await client.createVolume(
      VolumeConfiguration(name: "edge_data", driver: "local", options: [:], labels: [Label.project: "edge"]))
    #expect(try await engine.down("edge", DownOptions(volumes: true)) == false)
    #expect(engine.state.volumes.map(\.name) == ["edge_data"])
  }

  @Test(arguments: flavours)
  func `containers of somebody else's project of the same name are not touched`(flavour: StubFlavour) async throws {
    let engine = StubEngine(flavour)
    defer { engine.close() }
    let client = try await Engine.negotiate(over: Connection(.unix(path: engine.path)))
    engine.change { $0.images.insert("busybox:latest") }
    var configuration = ContainerConfiguration(image: "busybox:latest", host: HostConfiguration())
    configuration.labels = [Label.project: "edge", Label.service: "k0s"]
    let id = try await client.createContainer("edge-k0s-1", configuration)
    try await client.startContainer(id)
    let before = engine.changes.count
    await #expect(throws: PlanningError.projectTaken("edge", dataDirectory: nil)) { try await engine.down("edge") }
    #expect(engine.changes.count == before)
  }

  @Test(arguments: flavours)
  func `a network that would not go with the containers is the node's still when they are gone`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    // As where compose has made it, and the node was taken over.
    engine.change { world in
      for index in world.networks.indices { world.networks[index].configuration["Labels"][Label.version] = .null }
    }
    let before = engine.state.networks.count
    engine.inject(.status(403)) { $0.method == "DELETE" && $0.path.hasPrefix("/networks/") }
    try await engine.down("edge")
    #expect(engine.state.networks.count == before - 1)
  }

  @Test func `what of a project of the node's name may be another's is told where it is left`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    let client = try await Engine.negotiate(over: Connection(.unix(path: engine.path)))
    _ = try await client.createVolume(
      VolumeConfiguration(name: "edge_data", driver: "local", options: [:], labels: [Label.project: "edge"]))
    let journal = Journal()
    try await engine.down("edge", DownOptions(volumes: true), journal: journal)
    #expect(journal.all.contains { $0.hasPrefix("warning: the volume edge_data ") })
  }

  // MARK: What is left on the host

  /// A host whose hands take note of every main process, and answer anything else by the closure.
  private func host(
    _ journal: Journal, found: Leftovers = Leftovers(),
    clear: @escaping @Sendable (HostRequest) -> CleaningReport = { _ in CleaningReport() }
  ) -> StubHost {
    let plain = StubHost { $0.isRooted = true }
    return StubHost { state in
      state.hands = { request in
        switch request {
        case .find: return .found(found)
        case .survey, .note, .awaitEnd, .findCredentials, .make, .readSysctls, .restore:
          return await plain.perform(request) ?? .failed("not root")
        case .endProcesses, .clear, .purge, .resetCredentials:
          journal.note(request.words)
          return .cleaned(clear(request))
        }
      }
    }
  }

  @Test(arguments: flavours)
  func `the host is cleared while the engine still has the containers, and then they go`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let journal = Journal()
    try await engine.down("edge", DownOptions(purge: true), host: host(journal), journal: journal)
    let words = journal.all.filter { $0.hasPrefix("hands") || $0.contains("container edge-k0s") }
    #expect(
      words == [
        "stop container edge-k0s-1", "hands clear /srv/edge/k0s-data 3", "hands purge /srv/edge/k0s-data",
        "remove container edge-k0s-1",
      ])
  }

  @Test(arguments: flavours)
  func `what would not go is told, after all else was done, and nothing is deleted below it`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let journal = Journal()
    let left = Leftovers(mounts: ["/srv/edge/k0s-data/kubelet"])
    let host = host(journal) { if case .clear = $0 { CleaningReport(left: left) } else { CleaningReport() } }
    let failure = await #expect(throws: NodeFailure.self) {
      try await engine.down("edge", DownOptions(purge: true), host: host, journal: journal)
    }
    #expect(failure?.kind == .leftOver)
    #expect(
      failure?.details == [
        "  mount /srv/edge/k0s-data/kubelet",
        "  /srv/edge/k0s-data is not deleted, for not all that uses it is gone",
      ])
    #expect(failure?.advice == ["nodectl reap edge --data-dir /srv/edge/k0s-data    tries again"])
    #expect(engine.state.containers.isEmpty)
    #expect(!journal.all.contains { $0.hasPrefix("hands purge") })
  }

  @Test(arguments: flavours)
  func `what would not go before the containers went, and is gone after that, is not told`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let host = host(Journal()) { _ in CleaningReport(left: Leftovers(cgroups: ["/docker/1"])) }
    try await engine.down("edge", host: host)
    #expect(engine.state.containers.isEmpty)
  }

  @Test(arguments: flavours)
  func `what is there after the containers went as well is told`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let left = Leftovers(cgroups: ["/docker/1"])
    let host = host(Journal(), found: left) { _ in CleaningReport(left: left) }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.down("edge", host: host) }
    #expect(failure?.kind == .leftOver)
    #expect(failure?.details == ["  cgroup /docker/1"])
  }

  @Test(arguments: flavours)
  func `hands that do not know the engine's processes are another host's, and not used`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let journal = Journal()
    let host = StubHost {
      $0.hands = { if case .note(let marks) = $0 { .noted(marks) } else { .failed("no such host") } }
    }
    #expect(try await engine.down("edge", host: host, journal: journal))
    #expect(journal.all.contains { $0.hasPrefix("warning: what its kubelet has left on the host is not looked for") })
    let failure = await #expect(throws: NodeFailure.self) {
      try await engine.up(node)
      try await engine.down("edge", DownOptions(purge: true), host: host)
    }
    #expect(failure?.kind == .unfit)
    #expect(engine.state.containers.count == 3, "nothing is taken away before it is clear that all can be")
  }
}

extension HostRequest {
  fileprivate var words: String {
    switch self {
    case .endProcesses(let marks): "hands end \(marks.containers.count)"
    case .clear(let marks): "hands clear \(marks.dataDirectory ?? "-") \(marks.containers.count)"
    case .purge(let directory): "hands purge \(directory)"
    case .resetCredentials(let directory): "hands reset \(directory)"
    case .survey, .note, .awaitEnd, .find, .findCredentials, .make, .readSysctls, .restore: "hands look"
    }
  }
}
