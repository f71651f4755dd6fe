import TestSupport
import Testing

/// A new version of k0s on real engines: taken, gone back from, and interrupted.
@Suite(.engineTest, .serialized) struct UpgradeScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a new version is taken, one that fails is gone back from, one that is interrupted goes on`(engine: EngineKind)
    async throws
  {
    let failing = "docker.io/k0sproject/k0s:v1.34.1-k0s.0-exits"
    try await TestHost.plain.load(failing, into: engine)
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await ScenarioNode.with("upgrade", on: engine) { node in
      try await node.up()
      let whole = try await node.leftOnEngine()
      var before = try await node.ids()

      let taken = try await node.nodectl("upgrade", "--k0s", "v1.34.2+k0s.0", "--timeout", "60s")
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.output.hasPrefix("\(node.name): upgraded (k0s v1.34.1-k0s.0 → v1.34.2-k0s.0) after "))
      #expect(taken.errors.contains("node.yaml:7:12: the spec still says v1.34.1+k0s.0: write v1.34.2+k0s.0 there"))
      try await node.edit { $0.replacing("v1.34.1", with: "v1.34.2") }
      try await node.expectReplaced(["k0s"], since: before)

      before = try await node.ids()
      try await node.edit { $0.replacing("  joinToken", with: "  image: \(failing)\n  joinToken") }
      let failed = try await node.nodectl("upgrade", "--timeout", "60s")
      #expect(failed.status == 1)
      #expect(failed.errors.contains("went back: the node is as it was before, and right again"), "\(failed.errors)")
      #expect(failed.errors.contains("last with code 3"))
      try await node.edit { $0.replacing("  image: \(failing)\n", with: "") }
      try await node.expectReplaced(["k0s"], since: before)
      #expect(try await node.leftOnEngine() == whole)

      try await node.edit { $0.replacing("v1.34.2", with: "v1.34.1") }
      let refused = try await node.nodectl("upgrade")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("run again with --force"), "\(refused.errors)")

      try await node.edit { $0.replacing("v1.34.1", with: "v1.35.0") }
      #expect(try await node.isKilled(after: 3, of: "upgrade"))
      let status = try await node.nodectl("status")
      #expect(status.output.contains("an upgrade (k0s v1.34.2-k0s.0 → v1.35.0-k0s.0) has not come to its end"))
      #expect(try await node.nodectl("plan").output.contains("note: an upgrade (k0s v1.34.2-k0s.0 → v1.35.0-k0s.0)"))
      let again = try await node.nodectl("upgrade", "--timeout", "60s")
      #expect(again.status == 0, "\(again.errors)")
      try await node.expectConverged()
      #expect(try await node.leftOnEngine() == whole)
    }
    try await neighbour.expectUntouched()
  }
}
