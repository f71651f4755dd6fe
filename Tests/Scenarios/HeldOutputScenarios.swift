import TestSupport
import Testing

/// Containers that have ended, and whose output is held by a process that left them: Docker does not come to their end.
@Suite(.engineTest, .serialized) struct HeldOutputScenarios {
  @Test(arguments: [["up"], ["stop"], ["restart", "--timeout", "60s"]])
  func `a container that has ended by itself, and whose output somebody holds, is in nobody's way`(command: [String])
    async throws
  {
    try await held("ended") { node in
      let plan = try await node.node.nodectl("plan")
      #expect(plan.output.contains("end what outlives \(node.name)-k0s-1"), "\(plan.output)\(plan.errors)")
      let run = try await node.node.nodectl(command)
      #expect(run.status == 0, "\(run.errors)")
      if command == ["stop"] { #expect(try await node.node.nodectl("start").status == 0) }
    }
  }

  @Test func `status tells of it`() async throws {
    try await held("held") { node in
      let status = try await node.node.nodectl("status")
      #expect(status.status == 6, "\(status.errors)")
      #expect(status.output.contains("a process that outlives it holds its output"), "\(status.output)")
      try await node.node.up()
    }
  }

  @Test func `a supervisor goes on after it, though Docker tells it nothing`() async throws {
    let neighbour = try await TestHost.plain.neighbour(on: .docker)
    try await EscapedNode.with("untold", "escape", on: .docker) { node in
      let escaped = try await node.processes()
      try await node.node.supervised { log in
        try await node.endMainProcess()
        // Only it does that; whether it or Docker starts k0s then, is a matter of milliseconds.
        try await eventually { try await log().contains("end what outlives \(node.name)-k0s-1") }
        try await eventually { try await node.node.nodectl("status").status == 0 }
      }
      #expect(try await node.survivors(escaped) == [])
      try await neighbour.expectUntouched()
    }
    try await neighbour.expectUntouched()
  }

  @Test func `what somebody stops is left alone by a supervisor, which ends what holds the stop up`() async throws {
    let neighbour = try await TestHost.plain.neighbour(on: .docker)
    try await EscapedNode.with("heldstop", "escape", on: .docker) { node in
      let escaped = try await node.processes()
      try await node.node.supervised { log in
        // It hangs until what holds the output has ended.
        let stop = try await node.host.run(["timeout", "120", "docker", "stop", "--time", "1", "\(node.name)-k0s-1"])
        #expect(stop.status == 0)
        try await eventually { try await log().contains("k0s was stopped") }
        #expect(try await !log().contains("start k0s"))
      }
      #expect(try await node.survivors(escaped) == [])
      #expect(try await node.node.inspect("k0s", "{{.State.Status}}") == "exited")
      try await neighbour.expectUntouched()
    }
    try await neighbour.expectUntouched()
  }

  /// Runs the body with a node whose k0s has ended, and those that hold its output; checks that it is right after that.
  ///
  /// Docker does not even inspect a container then: it waits for the end of the container's output.
  private func held(_ name: String, _ body: (EscapedNode) async throws -> Void) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: .docker)
    try await EscapedNode.with(name, "escape", on: .docker) { node in
      let escaped = try await node.processes()
      try await node.endMainProcess()
      try await eventually {
        try await node.host.run(["timeout", "3", "docker", "inspect", "\(node.name)-k0s-1"]).status == 124
      }
      try await body(node)
      #expect(try await node.survivors(escaped) == [])
      try await node.node.expectConverged()
      try await neighbour.expectUntouched()
      #expect(try await node.node.nodectl("down", "--volumes").status == 0)
    }
    try await neighbour.expectUntouched()
  }
}
