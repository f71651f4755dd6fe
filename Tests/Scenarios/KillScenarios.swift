import Testing

/// nodectl killed with SIGKILL after every call that changes a real engine: the next run ends where it would have ended.
///
/// The walk over every single call, also those that change nothing, is made against the stub engine.
@Suite(.engineTest) struct KillScenarios {
  @Test(arguments: EngineKind.allCases)
  func `killed in the middle of up, of a recreation and of down`(engine: EngineKind) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await ScenarioNode.with("kill", on: engine) { node in
      try await node.up()
      let whole = try await node.leftOnEngine()
      #expect(whole.count == 9, "three containers, a network and five volumes")
      var unended = Set(["down --volumes", "up", "up --recreate"])
      func kill(_ command: String, after call: Int) async throws {
        guard unended.contains(command), try await !node.isKilled(after: call, of: command) else { return }
        unended.remove(command)
      }
      var call = 0
      while !unended.isEmpty {
        call += 1
        try await kill("down --volumes", after: call)
        let down = try await node.nodectl("down", "--volumes")
        #expect(down.status == 0, "down killed after change \(call): \(down.errors)")
        #expect(try await node.leftOnEngine() == [], "down killed after change \(call)")

        try await kill("up", after: call)
        try await node.up("--wait", "started")
        #expect(try await node.leftOnEngine() == whole, "up killed after change \(call)")

        try await kill("up --recreate", after: call)
        try await node.up("--wait", "started")
        #expect(try await node.leftOnEngine() == whole, "recreation killed after change \(call)")
      }
      try await node.up()
      try await node.expectConverged()
    }
    try await neighbour.expectUntouched()
  }
}
