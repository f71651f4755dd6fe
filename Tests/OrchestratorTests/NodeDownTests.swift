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
}
