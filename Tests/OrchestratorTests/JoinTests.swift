import Engine
import FoundationEssentials
import HTTP
import Ownership
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// A node that has joined its cluster: what an `up` changes of it no more, and how it joins anew.
@Suite struct JoinTests {
  private static let credentials = "/srv/edge/k0s-data/kubelet.conf"

  private func engine(_ node: DesiredNode, _ flavour: StubFlavour, hasJoined: Bool = true) async throws -> StubEngine {
    let engine = StubEngine.holding(node, flavour)
    try await engine.up(node)
    if hasJoined { engine.change { $0.hostFiles.insert(Self.credentials) } }
    engine.forgetHistory()
    return engine
  }

  /// A host whose hands know the engine's processes, and have no more to do than remove the credentials.
  private func host(of engine: StubEngine, obstacles: [String] = []) -> StubHost {
    StubHost { state in
      state.hands = { request in
        switch request {
        case .note(let marks): return .noted(marks.withMainProcesses)
        case .findCredentials(let directory):
          return .joined(engine.state.hostFiles.contains("\(directory)/kubelet.conf"))
        case .resetCredentials(let directory):
          if obstacles.isEmpty { engine.change { $0.hostFiles.remove("\(directory)/kubelet.conf") } }
          return .cleaned(CleaningReport(left: Leftovers(obstacles: obstacles)))
        default: return .failed("not asked for")
        }
      }
    }
  }

  private func hasJoined(_ engine: StubEngine) -> Bool { engine.state.hostFiles.contains(Self.credentials) }

  @Test(arguments: flavours)
  func `changed labels of a node that has joined are told of, and nothing is done`(flavour: StubFlavour) async throws {
    let engine = try await engine(try desiredNode(), flavour)
    defer { engine.close() }
    let journal = Journal()
    let outcome = try await engine.up(try desiredNode(k0s: "labels: {zone: b}"), journal: journal)
    #expect(!outcome.hasChanged)
    #expect(journal.all.count == 1)
    #expect(journal.all.first?.hasSuffix(": kubectl label node edge zone=b --overwrite") == true, "\(journal.all)")
  }

  @Test(arguments: flavours)
  func `those of a node that has not joined replace k0s`(flavour: StubFlavour) async throws {
    let engine = try await engine(try desiredNode(), flavour, hasJoined: false)
    defer { engine.close() }
    let journal = Journal()
    try await engine.up(try desiredNode(k0s: "labels: {zone: b}"), journal: journal)
    #expect(journal.all.contains("create k0s"))
  }

  @Test(arguments: flavours)
  func `of a node that is as wanted nobody asks whether it has joined`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = try await engine(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    #expect(engine.calls.count == 7)
  }

  @Test(arguments: flavours)
  func `--rejoin takes the credentials away while k0s does not run, once`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = try await engine(node, flavour)
    defer { engine.close() }
    let journal = Journal()
    try await engine.up(node, UpOptions(rejoin: true), host: host(of: engine), journal: journal)
    #expect(!hasJoined(engine))
    #expect(
      journal.all.prefix(4) == [
        "stop container edge-k0s-1", "remove the kubelet's credentials from /srv/edge/k0s-data",
        "remove container edge-k0s-1", "create k0s",
      ])
  }

  @Test(arguments: flavours)
  func `--rejoin without hands on the host is refused before anything is done`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = try await engine(node, flavour)
    defer { engine.close() }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node, UpOptions(rejoin: true)) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.reason.hasPrefix("cannot remove the kubelet's credentials") == true)
    #expect(engine.changes.isEmpty)
  }

  @Test(arguments: flavours)
  func `--rejoin of a node that is down looks for its credentials on the host`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    await #expect(throws: PlanningError.self) {
      try await engine.up(node, UpOptions(rejoin: true), host: host(of: engine))
    }
    #expect(engine.changes.isEmpty)
    engine.change { $0.hostFiles.insert(Self.credentials) }
    try await engine.up(node, UpOptions(rejoin: true), host: host(of: engine))
    #expect(!hasJoined(engine))
  }

  @Test func `a plan of --rejoin looks for them beside the helper that another has at work on the node`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let connection = Connection(.unix(path: engine.path))
    let client = try await Engine.negotiate(over: connection)
    let images = try await client.images().map(\.id)
    let answer = String(decoding: try JSONEncoder().encode(HostResponse.joined(true)), as: UTF8.self)
    engine.change { world in
      world.images.formUnion(images)
      world.exec = { _, _ in StubExecAnswer(stdout: answer) }
    }
    var configuration = ContainerConfiguration(image: try #require(images.first))
    configuration.labels = [Label.helper: node.name]
    let other = try await client.createContainer("nodectl-helper-edge", configuration)
    try await client.startContainer(other)
    let request = Observation.Request(of: node)
    let up = NodeUp(
      node, UpOptions(rejoin: true), timeout: .seconds(600),
      observe: { try await Observation.look(request, over: connection) }, host: StubHost { $0.program = [0] },
      progress: Journal().sink)
    #expect(try await up.preview().hasChanges)
    #expect(engine.state.containers.map(\.id) == [other])
  }

  @Test(arguments: flavours)
  func `credentials that cannot be removed end it, and k0s is not made anew`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let engine = try await engine(node, flavour)
    defer { engine.close() }
    let host = host(of: engine, obstacles: ["/srv/edge/k0s-data/kubelet is not entered"])
    let failure = await #expect(throws: NodeFailure.self) {
      try await engine.up(node, UpOptions(rejoin: true), host: host)
    }
    #expect(failure?.reason.hasSuffix("on the engine's host: /srv/edge/k0s-data/kubelet is not entered") == true)
    #expect(engine.state.container("edge-k0s-1") != nil)
  }

  // MARK: After down

  private static let drain =
    "note: kubectl drain edge --ignore-daemonsets --delete-emptydir-data --force --skip-wait-for-delete-timeout=1"

  @Test(arguments: [true, false])
  func `after down, what is left to do in the cluster is told of a node that had joined`(hasJoined: Bool) async throws {
    let engine = try await engine(try desiredNode(), .docker, hasJoined: hasJoined)
    defer { engine.close() }
    let journal = Journal()
    try await engine.down("edge", journal: journal)
    #expect(journal.all.suffix(2).elementsEqual([Self.drain, "note: kubectl delete node edge"]) == hasJoined)
  }

  @Test func `it is told too where no container is left that could tell, and not where nothing was there`() async throws
  {
    let engine = try await engine(try desiredNode(), .docker)
    defer { engine.close() }
    engine.change { $0.containers = [] }
    let (first, second) = (Journal(), Journal())
    try await engine.down("edge", DownOptions(volumes: true), journal: first)
    try await engine.down("edge", journal: second)
    #expect(first.all.contains(Self.drain))
    #expect(!second.all.contains(Self.drain))
  }
}
