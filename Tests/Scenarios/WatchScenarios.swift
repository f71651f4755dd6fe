import TestSupport
import Testing

/// What is looked at while it goes on: events and live views.
@Suite(.engineTest, .serialized) struct WatchScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a restart is told by events and seen in a live view`(engine: EngineKind) async throws {
    try await ScenarioNode.with("watch", on: engine) { node in
      try await node.up("--wait", "healthy")
      try await node.following("events", "--json") { seen in
        // It may begin to listen in the middle of a restart.
        try await eventually {
          _ = try await node.nodectl("restart", "k0s", "--wait", "started")
          let lines = try await seen()
          return lines.contains(#""event":"died""#) && lines.contains(#""event":"started""#)
        }
        let lines = try await seen().split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.contains(#""node":"\#(node.name)""#) }, "\(lines)")
        #expect(lines.contains { $0.contains(#""event":"died""#) && $0.contains(#""service":"k0s""#) }, "\(lines)")
        #expect(!lines.contains { $0.contains("exec") }, "health checks are no events: \(lines)")
      }
      let status = try await node.atTerminal(
        "status", "--watch", steps: ["expect \(node.name): ", "expect k0s", #"expect \#u{1B}["#, #"send \x03"#])
      #expect(status.hasSuffix("exit 130\nterminal restored\n"), "\(status)")
      let list = try await node.bash("nodectl list --watch | head -1; echo ${PIPESTATUS[0]}")
      #expect(list.output.hasPrefix("NODE ") && list.output.hasSuffix("\n0\n"), "\(list.output)\(list.errors)")
    }
  }
}
