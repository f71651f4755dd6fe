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

  @Test func `one that is no node of anybody's is answered with those that there are`() async throws {
    try await UpNode.with { node in
      for command in ["status", "logs", "stop"] {
        let word = command == "status" ? "edge-1" : "edge-1/k0s"
        let outcome = try await node.run(command, word)
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasSuffix("; did you mean 'edge-01'? there are: edge-01\n"), "\(outcome.errors)")
      }
      #expect(try await node.run("down", "edge-1").output.hasSuffix(", nothing to do; did you mean 'edge-01'?\n"))
    }
  }

  @Test func `down of one is no failure, and says where it looked`() async throws {
    defer { engine.close() }
    let outcome = try await sandbox.run(["down", "edge-01", "--engine", "unix://\(engine.path)"])
    #expect(outcome.status == .done)
    #expect(outcome.output == "edge-01: is not on unix://\(engine.path), nothing to do\n")
  }
}
