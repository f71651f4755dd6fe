import TestSupport
import Testing

@testable import Orchestrator

@Suite struct ClaimTests {
  @Test(arguments: flavours)
  func `a node that wants what another node of the engine has is refused with both named`(flavour: StubFlavour)
    async throws
  {
    let first = try desiredNode()
    let second = try desiredNode(
      name: "edge-2", zerotier: "hostPort: 9995", identity: SampleSecrets.secondIdentity)
    let engine = StubEngine.holding(first, flavour)
    defer { engine.close() }
    try await engine.up(first)
    engine.forgetHistory()
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(second) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.node == "edge-2")
    #expect(
      failure?.reason
        == "the data directory /srv/edge/k0s-data belongs to the node edge, made from /srv/edge/node.yaml")
    #expect(engine.changes.isEmpty)
  }

  @Test func `a node that has nothing in common with it comes up beside it`() async throws {
    let first = try desiredNode()
    let second = try desiredNode(
      name: "edge-2", zerotier: "hostPort: 9995", more: "dataDir: ./other", identity: SampleSecrets.secondIdentity)
    let engine = StubEngine.holding(first, .docker)
    defer { engine.close() }
    try await engine.up(first)
    #expect(try await engine.up(second).hasChanged)
  }
}
