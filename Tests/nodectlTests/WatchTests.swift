import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// `status --watch` and `list --watch` where there is no terminal.
@Suite(.timeLimit(.minutes(5))) struct WatchTests {
  private func said(_ node: UpNode) throws -> String { try node.sandbox.read(".output") }

  @Test(arguments: ["status", "list"])
  func `it is told again when something has changed, and only then`(command: String) async throws {
    try await UpNode.with(wait: "healthy") { node in
      let watching = Task { try await node.run(command, "--watch", "--json") }
      try await eventually { try said(node).contains(#""state":"running""#) }
      let looks = { node.engine.calls.count { $0.path == "/containers/json" } }
      let before = looks()
      try await eventually { looks() > before + 1 }
      #expect(try said(node).split(separator: "\n").count == 1)
      node.engine.change { $0.endForGood("edge-01-k0s-1", exitCode: 3) }
      try await eventually { try said(node).contains(#""exitCode":3"#) }
      #expect(try said(node).split(separator: "\n").count == 2)
      watching.cancel()
      _ = try await watching.value
    }
  }

  @Test func `an engine that goes away is told, and waited for`() async throws {
    try await UpNode.with(wait: "healthy") { node in
      let watching = Task { try await node.run("status", "--watch") }
      try await eventually { try said(node).hasPrefix("edge-01: ready") }
      node.engine.close()
      try await eventually { try said(node).contains("error: no engine listens on \(node.engine.path)") }
      watching.cancel()
      _ = try await watching.value
    }
  }

  @Test func `what a node that is not ready says of itself is not asked again until something changes`() async throws {
    try await UpNode.with { node in
      node.engine.change { $0.endForGood("edge-01-k0s-1", exitCode: 3) }
      let watching = Task { try await node.run("status", "--watch") }
      try await eventually { try said(node).contains("[k0s]") }
      let asked = { node.engine.calls.count { $0.path.hasSuffix("/logs") || $0.path.hasSuffix("/exec") } }
      let (before, looks) = (asked(), node.engine.calls.count { $0.path == "/containers/json" })
      try await eventually { node.engine.calls.count { $0.path == "/containers/json" } > looks + 1 }
      #expect(asked() == before)
      watching.cancel()
      _ = try await watching.value
    }
  }
}
