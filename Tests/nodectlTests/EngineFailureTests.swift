import TestSupport
import Testing

@testable import nodectl

/// What a user is told who has no engine, or not the one that was meant.
@Suite struct EngineFailureTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try writeNode(in: sandbox)
  }

  @Test(arguments: ["up", "down", "status", "list"])
  func `without an engine every command says where it looked`(command: String) async throws {
    let outcome = try await sandbox.run([command, "--engine", "unix:///nonexistent/engine.sock"])
    #expect(outcome.status == .noEngine)
    #expect(outcome.errors.contains("/nonexistent/engine.sock"), "\(outcome.errors)")
    #expect(outcome.output == "")
  }

  @Test func `a socket with no one behind it is told as such`() async throws {
    try sandbox.write("", to: "engine.sock")
    let outcome = try await sandbox.run(["up", "--engine", "unix://\(sandbox.directory)/engine.sock"])
    #expect(outcome.status == .noEngine)
    #expect(outcome.errors.contains("engine.sock"), "\(outcome.errors)")
  }

  @Test func `a web server is not an engine, and nothing is made there`() async throws {
    let server = HTTPServer { request, connection in
      #expect(["GET", "HEAD"].contains(request.method))
      connection.respond(200, headers: ["Server": "nginx"], body: Array("<html>".utf8))
    }
    defer { server.close() }
    let outcome = try await sandbox.run(["up", "--engine", "unix://\(server.path)"])
    #expect(outcome.status == .noEngine)
    #expect(outcome.errors.contains("nginx"), "\(outcome.errors)")
  }

  @Test func `a name for an engine that means nothing is told with what is meant`() async throws {
    let outcome = try await sandbox.run(["list", "--engine", "dcoker"])
    #expect(outcome.status == .noEngine)
    #expect(outcome.errors.contains("dcoker"), "\(outcome.errors)")
  }
}
