import Engine
import TestSupport
import Testing

@testable import Orchestrator

/// What an `up` says of a registry that does not let it in.
@Suite struct RegistryAccessTests {
  @Test func `a registry that refuses is told with the login that was tried, never its password`() async throws {
    let node = try desiredNode()
    let image = "docker.io/zerotier/zerotier:1.14.2"
    let engine = StubEngine(.docker)
    defer { engine.close() }
    engine.change { $0.registry = [image: .refused(401, "unauthorized: authentication required")] }
    let host = StubHost {
      $0.logins = ["docker.io": .password(user: "lab", password: "hunter2", server: "docker.io")]
    }
    let error = await #expect(throws: NodeFailure.self) { try await engine.up(node, host: host) }
    let words = try #require(error).description
    #expect(words.contains("the login that was tried is lab at docker.io, from /auth.json"), "\(words)")
    #expect(!words.contains("hunter2"))
  }
}
