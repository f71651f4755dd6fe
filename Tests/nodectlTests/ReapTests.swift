import TestSupport
import Testing

@testable import nodectl

@Suite(.timeLimit(.minutes(10))) struct ReapTests {
  @Test func `where the engine is elsewhere and is not there, this host is not looked at in its place`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: "engine: tcp://127.0.0.1:1")
    let outcome = try await sandbox.run(["reap", "--dry-run"])
    #expect(outcome.status == .noEngine, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output == "")
  }
}
