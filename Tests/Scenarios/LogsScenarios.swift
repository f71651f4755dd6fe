import TestSupport
import Testing

/// `nodectl logs` beside real engines.
@Suite(.engineTest, .serialized) struct LogsScenarios {
  @Test(arguments: EngineKind.allCases)
  func `followed, a service is read on after its restart and in the container that takes its place`(engine: EngineKind)
    async throws
  {
    try await ScenarioNode.with("logs", on: engine) { node in
      try await node.up("--wait", "healthy")
      try await node.write("first", by: "k0s")
      let last = try await node.nodectl("logs", "k0s", "--tail", "1")
      #expect(last.output == "first\n", "\(last.errors)")

      try await node.following("logs", "--follow", "k0s") { seen in
        try await eventually { try await seen().contains("first\n") }
        try await node.host.output(of: [engine.rawValue, "restart", "\(node.name)-k0s-1"])
        try await node.write("restarted", by: "k0s")
        try await eventually { try await seen().contains("restarted\n") }
        try await node.up("--wait", "healthy", "--recreate")
        try await node.write("replaced", by: "k0s")
        try await eventually { try await seen().contains("replaced\n") }
        let words = ["first", "restarted", "replaced"]
        #expect(try await seen().split(separator: "\n").map(String.init).filter(words.contains) == words, "each once")
      }
      let first = try await node.host.run([
        "bash", "-c", "cd \"$0\" && nodectl logs | head -1; echo ${PIPESTATUS[0]}", node.directory,
      ])
      #expect(first.output.hasSuffix("\n0\n") && first.errors == "", "\(first.output)\(first.errors)")
    }
  }
}

extension ScenarioNode {
  /// Has the main process of a service write a line.
  fileprivate func write(_ line: String, by service: String) async throws {
    try await host.output(of: [
      engine.rawValue, "exec", "\(name)-\(service)-1", "sh", "-c", "echo \"$0\" >/proc/1/fd/1", line,
    ])
  }

}
