import TestSupport
import Testing

/// Containers that have ended, and whose output is held by a process that left them: Docker does not come to their end.
@Suite(.engineTest, .serialized) struct HeldOutputScenarios {
  /// Docker does not even inspect a container then: it waits for the end of the container's output.
  @Test(arguments: [["up"], ["stop"], ["restart", "--timeout", "60s"]])
  func `a container that has ended by itself, and whose output somebody holds, is in nobody's way`(command: [String])
    async throws
  {
    let neighbour = try await TestHost.plain.neighbour(on: .docker)
    try await EscapedNode.with("ended", "escape", on: .docker) { node in
      let escaped = try await node.processes()
      try await node.endMainProcess()
      try await eventually {
        try await node.host.run(["timeout", "3", "docker", "inspect", "\(node.name)-k0s-1"]).status == 124
      }
      let plan = try await node.node.nodectl("plan")
      #expect(plan.output.contains("end what outlives \(node.name)-k0s-1"), "\(plan.output)\(plan.errors)")
      let run = try await node.node.nodectl(command)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try await node.survivors(escaped) == [])
      if command == ["stop"] { #expect(try await node.node.nodectl("start").status == 0) }
      try await node.node.expectConverged()
      try await neighbour.expectUntouched()
      #expect(try await node.node.nodectl("down", "--volumes").status == 0)
    }
    try await neighbour.expectUntouched()
  }
}
