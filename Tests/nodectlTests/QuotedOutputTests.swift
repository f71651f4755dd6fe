import TestSupport
import Testing

@testable import nodectl

/// What is said of a node whose parts print its secrets.
@Suite struct QuotedOutputTests {
  @Test func `a failed up and status quote its parts without its secrets`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, nodeIP: "10.1.2.3")
    let engine = StubEngine(.docker, images: UpNode.images)
    defer { engine.close() }
    engine.change { world in
      world.behaviour = { _ in
        var behaviour = StubBehaviour.neverHealthy
        behaviour.stderr = "with \(joinToken)\n"
        return behaviour
      }
      world.exec = { _, _ in StubExecAnswer(exitCode: 1, stderr: "what is \(knownIdentity)?") }
    }
    let socket = "unix://\(engine.path)"
    let search = SecretSearch(for: [String(knownIdentity.suffix(128)), joinToken])
    let up = try await sandbox.run(["up", "--timeout", "1s", "--engine", socket, "--progress", "quiet"])
    #expect(up.errors.contains("zerotier-cli said something unexpected (exit code 1): what is 8e4df28b72"))
    #expect(search.findings(in: Array(up.errors.utf8)) == [])
    let status = try await sandbox.run(["status", "--ask", "--engine", socket])
    #expect(status.output.contains("zerotier-cli said something unexpected (exit code 1): what is 8e4df28b72"))
    #expect(search.findings(in: Array(status.output.utf8)) == [])
  }
}
