import TestSupport
import Testing

/// `nodectl stop`, `start` and `restart` beside real engines.
@Suite(.engineTest, .serialized) struct StopScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a stopped node stays so beside supervise, and restarts in order`(engine: EngineKind) async throws {
    try await ScenarioNode.with("stop", on: engine) { node in
      try await node.up("--wait", "healthy")
      let ids = try await node.ids()
      #expect(try await node.nodectl("stop").status == 0)
      try await node.expectStopped()
      try await node.supervised { log in
        try await eventually { try await log().contains("crio-krun, k0s, zerotier were stopped") }
        try await node.expectStopped()
        let start = try await node.nodectl("start", node.name)
        #expect(start.status == 0, "\(start.errors)")
        #expect(try await node.nodectl("stop", "k0s").status == 0)
        try await eventually { try await log().contains("k0s was stopped") }
        #expect(try await node.inspect("k0s", "{{.State.Running}}") == "false")
        #expect(try await node.nodectl("start").status == 0)
      }
      let restart = try await node.nodectl("restart", "zerotier")
      #expect(restart.status == 0, "\(restart.errors)")
      try await node.expectConverged()
      #expect(try await node.ids() == ids, "nothing is made anew")
    }
  }
}

extension ScenarioNode {
  fileprivate func expectStopped(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let status = try await nodectl("status")
    #expect(status.status == 6, sourceLocation: sourceLocation)
    #expect(status.output.hasPrefix("\(name): stopped on "), "\(status.output)", sourceLocation: sourceLocation)
    for service in ["zerotier", "crio-krun", "k0s"] {
      #expect(try await inspect(service, "{{.State.Running}}") == "false", sourceLocation: sourceLocation)
    }
  }
}
