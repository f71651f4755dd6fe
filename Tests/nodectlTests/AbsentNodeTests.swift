import TestSupport
import Testing

@testable import nodectl

/// Nodes that are on no engine that answers: maybe on one that does not.
@Suite struct AbsentNodeTests {
  private let engine = StubEngine(.docker)
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func `status names every one of them, and where it looked`() async throws {
    defer { engine.close() }
    let outcome = try await sandbox.run(["status", "edge-01", "edge-02", "--engine", "unix://\(engine.path)"])
    #expect(outcome.status == .failed)
    for node in ["edge-01", "edge-02"] {
      let line = "\(node): is not on unix://\(engine.path); nodectl up brings it up\n"
      #expect(outcome.errors.contains(line), "\(outcome.errors)")
    }
  }

  @Test func `down of one is no failure, and says where it looked`() async throws {
    defer { engine.close() }
    let outcome = try await sandbox.run(["down", "edge-01", "--engine", "unix://\(engine.path)"])
    #expect(outcome.status == .done)
    #expect(outcome.output == "edge-01: is not on unix://\(engine.path), nothing to do\n")
  }
}
