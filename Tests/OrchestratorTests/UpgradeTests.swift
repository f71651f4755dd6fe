import Engine
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// A new version, and the way back from it, against a stub engine.
@Suite struct UpgradeTests {
  private static let options = UpOptions(upgrade: UpOptions.Upgrade())
  private let old: DesiredNode
  private let new: DesiredNode

  init() throws {
    old = try desiredNode()
    new = try desiredNode(k0s: "kubeletExtraArgs: {v: 2}", version: "v1.34.2+k0s.0")
  }

  /// The engine with the old node up.
  private func engine(_ flavour: StubFlavour, failing: Bool = false) async throws -> StubEngine {
    let engine = StubEngine.healthy(new, flavour)
    try await engine.up(old)
    if failing { engine.change { $0.imageBehaviour = Self.failing } }
    engine.forgetHistory()
    return engine
  }

  /// The new version of k0s ends as soon as it has started.
  private static let failing: @Sendable (String) -> StubBehaviour? = { image in
    image.contains("v1.34.2") ? .exiting(3, stderr: "no way\n") : nil
  }

  @Test(arguments: flavours)
  func `a new version takes the place of the old one, and nothing is left of the upgrade`(flavour: StubFlavour)
    async throws
  {
    let engine = try await engine(flavour)
    defer { engine.close() }
    #expect(try await engine.up(new, Self.options).hasChanged)
    #expect(EngineContents(engine.state) == (try await EngineContents(afterUpOf: new, flavour)))
    #expect(try await !engine.up(new, Self.options).hasChanged)
  }

  @Test(arguments: flavours)
  func `a version that fails is gone back from, to what there was down to its labels`(flavour: StubFlavour) async throws
  {
    let engine = try await engine(flavour, failing: true)
    defer { engine.close() }
    let before = EngineContents(engine.state)
    let journal = Journal()
    let failure = await #expect(throws: NodeFailure.self) {
      try await engine.up(new, Self.options, journal: journal)
    }
    #expect(EngineContents(engine.state) == before)
    #expect(journal.all.filter { $0.hasPrefix("note") } == [], "it is on its way back, not on to the spec")
    #expect(journal.all.count { $0.hasPrefix("warning: the upgrade failed, going back (k0s v1.34.1") } == 1)
    #expect(failure?.kind == .failed)
    #expect(failure?.reason == "k0s: it ends as soon as it has started, last with code 3")
    #expect(failure?.details.last == "went back: the node is as it was before, and right again")
    #expect(failure?.advice == ["nodectl plan edge    shows what its spec still asks for, which the next up would do"])
  }

  @Test(arguments: flavours)
  func `without a way back what failed stays to be looked at, and is recorded until a run ends well`(
    flavour: StubFlavour
  )
    async throws
  {
    let engine = try await engine(flavour, failing: true)
    defer { engine.close() }
    let before = EngineContents(engine.state)
    await #expect(throws: NodeFailure.self) {
      try await engine.up(new, UpOptions(upgrade: UpOptions.Upgrade(goesBack: false)))
    }
    #expect(engine.state.container("edge-k0s-1")?.configuration["Image"].string?.hasSuffix("v1.34.2-k0s.0") == true)
    #expect(engine.state.volumes.contains { $0.name == "edge_nodectl-upgrade" })
    await #expect(throws: NodeFailure.self) { try await engine.up(new, Self.options) }
    #expect(EngineContents(engine.state) == before, "a later upgrade still knows what there was")
  }

  @Test(arguments: flavours)
  func `nothing is touched where the new image cannot be pulled`(flavour: StubFlavour) async throws {
    let engine = try await engine(flavour)
    defer { engine.close() }
    engine.change { $0.images.remove("docker.io/k0sproject/k0s:v1.34.2-k0s.0") }
    let before = EngineContents(engine.state)
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(new, Self.options) }
    #expect(failure?.reason.hasPrefix("cannot pull docker.io/k0sproject/k0s:v1.34.2-k0s.0: ") == true)
    #expect(EngineContents(engine.state) == before)
  }

  @Test(arguments: flavours)
  func `where going back fails too, both are told, and the next upgrade tries again`(flavour: StubFlavour) async throws
  {
    let engine = try await engine(flavour, failing: true)
    defer { engine.close() }
    let before = EngineContents(engine.state)
    engine.change { $0.imageBehaviour = { $0.contains("k0s") ? .exiting(4) : nil } }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(new, Self.options) }
    #expect(failure?.details.contains { $0.hasPrefix("going back failed too: k0s: it ends as soon as") } == true)
    #expect(engine.state.volumes.contains { $0.name == "edge_nodectl-upgrade" }, "it is not at its end")
    engine.change { $0.imageBehaviour = Self.failing }
    await #expect(throws: NodeFailure.self) { try await engine.up(new, Self.options) }
    #expect(EngineContents(engine.state) == before)
  }

  /// It does not start at all, which shows at once.
  private static let unstartable: @Sendable (String) -> StubBehaviour? = { image in
    image.contains("v1.34.2") ? .unstartable("exec format error") : nil
  }

  // MARK: Killed after every call

  @Test(arguments: flavours)
  func `killed before any call, the next up, upgrade or return of the spec ends as if nothing had happened`(
    flavour: StubFlavour
  ) async throws {
    let before = try await EngineContents(afterUpOf: old, flavour)
    let after = try await EngineContents(afterUpOf: new, flavour)
    let runs: [(String, DesiredNode, UpOptions, EngineContents)] = [
      ("up", new, UpOptions(), after), ("upgrade", new, Self.options, after),
      ("up of the old spec", old, UpOptions(), before),
    ]
    // In turn, and not the same after the same call on both engines.
    let first = flavour == .docker ? 0 : 1
    try await walk(flavour, failing: false) { engine, call in
      expectNoticed(engine, before, after, "killed before call \(call)")
      let (name, node, options, expected) = runs[(first + call) % runs.count]
      try await engine.up(node, options)
      #expect(EngineContents(engine.state) == expected, "\(name) after a kill before call \(call)")
    }
  }

  @Test(arguments: flavours)
  func `killed before any call of an upgrade that fails and goes back, the next upgrade goes back to what there was`(
    flavour: StubFlavour
  ) async throws {
    let before = try await EngineContents(afterUpOf: old, flavour)
    try await walk(flavour, failing: true) { engine, call in
      expectNoticed(engine, before, before, "killed before call \(call)")
      await #expect(throws: NodeFailure.self) { try await engine.up(new, Self.options) }
      #expect(EngineContents(engine.state) == before, "killed before call \(call)")
    }
  }

  /// What is neither the one nor the other is known to be on the way.
  private func expectNoticed(
    _ engine: StubEngine, _ before: EngineContents, _ after: EngineContents, _ comment: Comment
  ) {
    let contents = EngineContents(engine.state)
    guard contents != before, contents != after else { return }
    #expect(engine.state.volumes.contains { $0.name == "edge_nodectl-upgrade" }, comment)
  }

  /// For each call of an upgrade, an engine on which it was killed before that call.
  private func walk(
    _ flavour: StubFlavour, failing: Bool, then check: (StubEngine, Int) async throws -> Void
  ) async throws {
    for call in 0... {
      let engine = try await engine(flavour)
      defer { engine.close() }
      if failing { engine.change { $0.imageBehaviour = Self.unstartable } }
      engine.loseCalls(from: call)
      do {
        try await engine.up(new, Self.options)
        return #expect(call > 10, "an upgrade has more calls than that")
      } catch {
        let isWhole = !engine.calls.contains { $0.index >= call }
        engine.loseCalls(from: nil)
        if isWhole { return #expect(failing && call > 20, "it failed for no other reason: \(error)") }
        try await check(engine, call)
      }
    }
  }
}
