import TestSupport
import Testing

/// An engine that goes away in the middle, on a host that no other test needs.
@Suite(.engineTest, .serialized) struct EngineRestartScenarios {
  private static let host = TestHost("restart", .plain)

  @Test(arguments: EngineKind.allCases)
  func `an engine that crashes during up: a sentence, and the next up ends it`(engine: EngineKind) async throws {
    let image = "docker.io/zerotier/zerotier:1.14.2-slower"
    let host = Self.host
    try await host.load(image, into: engine)
    try await ScenarioNode.with("crash", on: engine, host: host, spec: { $0.withZeroTierImage(image) }) { node in
      let up = Task { try await node.nodectl("up", "--timeout", "60s") }
      try await eventually {
        let running = try await host.run([
          engine.rawValue, "inspect", "--format", "{{.State.Running}}", "\(node.name)-zerotier-1",
        ])
        return running.output == "true\n"
      }
      try await host.script("engines.sh", ["kill", engine.rawValue])
      let outcome = try await up.value
      #expect(outcome.status == 1 || outcome.status == 4, "\(outcome.errors)")
      #expect(outcome.errors.contains("error: "), "\(outcome.errors)")
      try await host.script("engines.sh", ["start", engine.rawValue])
      try await node.up()
      try await node.expectConverged()
    }
  }
}
