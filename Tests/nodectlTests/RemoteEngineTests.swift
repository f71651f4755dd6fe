import FoundationEssentials
import TestSupport
import Testing

@testable import nodectl

/// Commands on engines behind ssh, which is a program of that name that does what the real one would.
@Suite struct RemoteEngineTests {
  private let sandbox: Sandbox
  private let programs = TemporaryDirectory()

  init() throws {
    sandbox = try Sandbox()
    // A forwarded socket is a link to the other; a host named down refuses.
    let script = """
      #!/bin/sh
      echo x >>\(programs.path)/count
      for word; do
        case $word in
          down) echo 'ssh: connect to host down port 22: No route to host' >&2; exit 255 ;;
          /*:/*) ln -s "${word#*:}" "${word%%:*}" ;;
        esac
      done
      echo nodectl
      exec cat
      """
    let file = "\(programs.path)/ssh"
    try Data(script.utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
  }

  private var environment: [String: String] {
    ["PATH": "\(programs.path):/usr/bin:/bin", "XDG_RUNTIME_DIR": programs.path]
  }

  /// A spec of two nodes, the first on an engine that cannot be reached.
  private func writeNodes(second engine: StubEngine) throws {
    try writeNode(in: sandbox, more: "engine: ssh://down")
    let first = try sandbox.read("node.yaml")
    let second = first.replacing("edge-01", with: "edge-02")
      .replacing("ssh://down", with: "ssh://edge\(engine.path)")
    try sandbox.write(first + "\n---\n" + second, to: "node.yaml")
  }

  private var connectionCount: Int {
    get throws { try Data(contentsOf: URL(fileURLWithPath: "\(programs.path)/count")).count / 2 }
  }

  @Test func `an engine behind ssh is asked as any other, and called by its URL`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["down", "--engine", "ssh://edge\(engine.path)"], environment: environment)
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(outcome.output == "edge-01: is not on ssh://edge\(engine.path), nothing to do\n")
  }

  @Test func `nodes of one engine share a connection`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    let outcome = try await sandbox.run(
      ["down", "a", "b", "c", "--engine", "ssh://edge\(engine.path)"], environment: environment)
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(try connectionCount == 1)
  }

  @Test func `a host that cannot be reached holds up no other, and each result is told`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    try writeNodes(second: engine)
    let outcome = try await sandbox.run(["down"], environment: environment)
    #expect(outcome.status == .noEngine)
    #expect(outcome.errors.contains("No route to host"), "\(outcome.errors)")
    #expect(outcome.errors.contains("1 of 2 nodes failed: edge-01"), "\(outcome.errors)")
    #expect(outcome.output == "edge-02: is not on ssh://edge\(engine.path), nothing to do\n")
  }

  @Test func `status shows the nodes of the engines that can be reached, after one that cannot`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    try writeNodes(second: engine)
    let outcome = try await sandbox.run(["status"], environment: environment)
    #expect(outcome.status == .failed)
    #expect(outcome.errors.contains("No route to host"), "\(outcome.errors)")
    #expect(outcome.errors.contains("edge-02"), "\(outcome.errors)")
  }

  @Test func `of several engines the one that cannot be reached is left out`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    let variables = ["CONTAINER_HOST": "ssh://down", "DOCKER_HOST": "unix://\(engine.path)"]
    let outcome = try await sandbox.run(["list"], environment: environment.merging(variables) { $1 })
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(outcome.errors.contains("there are no nodes"))
  }

  @Test func `while an engine that may hold a node does not answer, it is not looked for on another`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    let variables = ["CONTAINER_HOST": "unix:///nonexistent/podman.sock", "DOCKER_HOST": "unix://\(engine.path)"]
    let environment = environment.merging(variables) { $1 }
    let outcome = try await sandbox.run(["down", "edge-01", "--volumes"], environment: environment)
    #expect(outcome.status == .noEngine)
    #expect(outcome.errors.contains("podman.sock"), "\(outcome.errors)")
    #expect(outcome.errors.contains("may hold edge-01"), "\(outcome.errors)")
    #expect(engine.calls.allSatisfy { ["GET", "HEAD"].contains($0.method) })
    let told = try await sandbox.run(["down", "edge-01", "--engine", "docker"], environment: environment)
    #expect(told.status == .done, "\(told.errors)")
  }
}
