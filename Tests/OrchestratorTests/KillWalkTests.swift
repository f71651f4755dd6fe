import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// nodectl killed after every single call to the engine: the next run ends where that one would have ended.
///
/// nodectl keeps no state but the engine's, so a killed process is one whose further calls do not come.
@Suite struct KillWalkTests {
  @Test(arguments: flavours)
  func `after any call of a fresh up, the next up ends as if nothing had happened`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let clean = try await EngineContents(afterUpOf: node, flavour)
    try await walk(flavour, holding: node) { engine in
      try await engine.up(node)
    } then: { engine, call in
      try await engine.up(node)
      #expect(EngineContents(engine.state) == clean, "killed before call \(call)")
    }
  }

  @Test(arguments: flavours)
  func `after any call of a fresh up, down leaves nothing`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let empty = EngineContents(StubEngine(flavour).state)
    try await walk(flavour, holding: node) { engine in
      try await engine.up(node)
    } then: { engine, call in
      try await engine.down(node.name, DownOptions(volumes: true))
      #expect(EngineContents(engine.state) == empty, "killed before call \(call)")
    }
  }

  @Test(arguments: flavours)
  func `after any call of a recreation, the next up ends as if nothing had happened`(flavour: StubFlavour) async throws
  {
    let old = try desiredNode()
    let new = try desiredNode(zerotier: "hostPort: 9999", version: "v1.34.2+k0s.0")
    let clean = try await EngineContents(afterUpOf: new, flavour)
    try await walk(flavour, holding: new) { engine in
      try await engine.up(old)
      engine.forgetHistory()
    } run: { engine in
      try await engine.up(new)
    } then: { engine, call in
      try await engine.up(new)
      #expect(EngineContents(engine.state) == clean, "killed before call \(call)")
    }
  }

  @Test(arguments: flavours)
  func `after any call of a down, the next down ends it, and an up brings all back`(flavour: StubFlavour) async throws {
    let node = try desiredNode()
    let clean = try await EngineContents(afterUpOf: node, flavour)
    let empty = EngineContents(StubEngine(flavour).state)
    try await walk(flavour, holding: node) { engine in
      try await engine.up(node)
      engine.forgetHistory()
    } run: { engine in
      try await engine.down(node.name, DownOptions(volumes: true))
    } then: { engine, call in
      if call.isMultiple(of: 2) {
        try await engine.down(node.name, DownOptions(volumes: true))
        #expect(EngineContents(engine.state) == empty, "killed before call \(call)")
      }
      try await engine.up(node)
      #expect(EngineContents(engine.state) == clean, "killed before call \(call)")
    }
  }

  /// For each call of a run, an engine on which the run was killed before that call; ends with the first run that needs
  /// fewer calls.
  private func walk(
    _ flavour: StubFlavour, holding node: DesiredNode,
    given prepare: (StubEngine) async throws -> Void, run: (StubEngine) async throws -> Void,
    then check: (StubEngine, Int) async throws -> Void
  ) async throws {
    for call in 0... {
      let engine = StubEngine.healthy(node, flavour)
      defer { engine.close() }
      try await prepare(engine)
      engine.loseCalls(from: call)
      do {
        try await run(engine)
        return #expect(call > 10, "a run has more calls than that")
      } catch {
        engine.loseCalls(from: nil)
        try await check(engine, call)
      }
    }
  }

  private func walk(
    _ flavour: StubFlavour, holding node: DesiredNode, run: (StubEngine) async throws -> Void,
    then check: (StubEngine, Int) async throws -> Void
  ) async throws {
    try await walk(flavour, holding: node, given: { _ in }, run: run, then: check)
  }
}
