import TestSupport
import Testing

@testable import nodectl

/// Commands on several nodes, the engine of the first of which cannot be reached.
@Suite(.timeLimit(.minutes(5))) struct UnreachableEngineTests {
  /// Runs the body with a spec of `edge-00`, on an engine that is not there, and of `edge-01`, which is up.
  private func with(_ body: (UpNode) async throws -> Void) async throws {
    try await UpNode.with(wait: "healthy") { node in
      let spec = try node.sandbox.read("node.yaml")
      let first = spec.replacing("edge-01", with: "edge-00") + "\nengine: unix:///nonexistent/engine.sock"
      let second = spec + "\nengine: unix://\(node.engine.path)\n"
      try node.sandbox.write("\(first)\n---\n\(second)", to: "node.yaml")
      try await body(node)
    }
  }

  private func isRunning(_ node: UpNode) -> Bool {
    node.engine.state.container("edge-01-k0s-1")?.isRunning == true
  }

  @Test func `stop and start do the others, and end with the code of the one that failed`() async throws {
    try await with { node in
      let stop = try await node.sandbox.run(["stop"])
      #expect(stop.output.hasPrefix("edge-01: stopped after "), "\(stop.errors)")
      #expect(stop.errors.contains("no engine listens on /nonexistent/engine.sock"), "\(stop.errors)")
      #expect(stop.errors.hasSuffix("1 of 2 nodes failed: edge-00\n"), "\(stop.errors)")
      #expect(stop.status == .noEngine)
      #expect(!isRunning(node))
      let start = try await node.sandbox.run(["start"])
      #expect(start.output.hasPrefix("edge-01: started after "), "\(start.errors)")
      #expect(start.status == .noEngine)
      #expect(isRunning(node))
    }
  }

  @Test func `a service is restarted where it can be found`() async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(["restart", "k0s"])
      #expect(outcome.output.hasPrefix("edge-01: restarted after "), "\(outcome.errors)")
      #expect(outcome.status == .noEngine)
    }
  }

  @Test func `the engine of a node that is not meant is not asked`() async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(["restart", "edge-01"])
      #expect(outcome.status == .done, "\(outcome.errors)")
    }
  }

  @Test func `a service that nobody has who can be asked is no wrong word`() async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(["stop", "sidecar"])
      #expect(outcome.status == .noEngine)
      #expect(!outcome.errors.contains("sidecar"), "\(outcome.errors)")
      #expect(isRunning(node))
    }
  }

  @Test func `a command is run in a service only if all that may have one can be asked`() async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(["exec", "k0s", "--", "true"])
      #expect(outcome.status == .noEngine)
      #expect(!node.engine.calls.contains { $0.path.hasSuffix("/exec") })
    }
  }

  @Test func `logs shows those of the others`() async throws {
    try await with { node in
      node.engine.change { $0.write("here\n", to: "edge-01-k0s-1") }
      let outcome = try await node.sandbox.run(["logs", "k0s"])
      #expect(outcome.output == "here\n")
      #expect(outcome.errors.contains("/nonexistent/engine.sock"), "\(outcome.errors)")
      #expect(outcome.status == .noEngine)
    }
  }

  @Test(arguments: [["plan"], ["plan", "--detailed-exitcode"], ["up", "--dry-run"], ["upgrade", "--dry-run"]])
  func `what would be done to the others is shown`(command: [String]) async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(command)
      #expect(outcome.output.hasPrefix("edge-01"), "\(outcome.output)")
      #expect(outcome.errors.contains("/nonexistent/engine.sock"), "\(outcome.errors)")
      #expect(outcome.status == .noEngine)
    }
  }

  @Test func `the others are upgraded`() async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(["upgrade", "--wait", "healthy", "--progress", "quiet"])
      #expect(outcome.output == "edge-01: has this already\n")
      #expect(outcome.errors.hasSuffix("1 of 2 nodes failed: edge-00\n"), "\(outcome.errors)")
      #expect(outcome.status == .noEngine)
    }
  }

  @Test func `status shows the others`() async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(["status"])
      #expect(outcome.output.hasPrefix("edge-01: ready"), "\(outcome.output)")
      #expect(outcome.errors.contains("/nonexistent/engine.sock"), "\(outcome.errors)")
      #expect(outcome.status == .noEngine)
    }
  }

  @Test func `a watch shows the others, and tells why it does not show all`() async throws {
    try await with { node in
      let watching = Task { try await node.sandbox.run(["status", "--watch"]) }
      try await eventually { try node.sandbox.read(".output").contains("edge-01: ready") }
      #expect(try node.sandbox.read(".output").contains("no engine listens on /nonexistent/engine.sock"))
      watching.cancel()
      _ = try await watching.value
    }
  }

  @Test func `a watch for programs tells on stderr why it does not show all, once`() async throws {
    try await with { node in
      let watching = Task { try await node.sandbox.run(["status", "--watch", "--json"]) }
      let looks = { node.engine.calls.count { $0.path == "/containers/json" } }
      let before = looks()
      try await eventually { looks() > before + 1 }
      try await eventually { try node.sandbox.read(".output").contains(#""node":"edge-01""#) }
      #expect(try node.sandbox.read(".output").split(separator: "\n").count == 1)
      #expect(try node.sandbox.read(".errors").split(separator: "\n").count == 1)
      watching.cancel()
      _ = try await watching.value
    }
  }

  @Test func `what has happened to the others is told`() async throws {
    try await with { node in
      let outcome = try await node.sandbox.run(["events", "--since", "1h", "--until", "1s"])
      #expect(outcome.output.contains("edge-01/k0s  started"), "\(outcome.errors)")
      #expect(outcome.errors.contains("/nonexistent/engine.sock"), "\(outcome.errors)")
      #expect(outcome.status == .noEngine)
    }
  }
}
