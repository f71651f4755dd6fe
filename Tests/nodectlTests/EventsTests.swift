import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// `events`, against a stub engine on a real socket.
@Suite(.timeLimit(.minutes(5))) struct EventsTests {
  private func said(_ node: UpNode) throws -> [Substring] { try node.sandbox.read(".output").split(separator: "\n") }

  private func subscriptions(_ node: UpNode) -> Int { node.engine.calls.count { $0.path == "/events" } }

  /// Runs the body while events are told as JSON; gives it the sandbox's lines.
  private func following(_ node: UpNode, _ body: () async throws -> Void) async throws {
    let before = subscriptions(node)
    let following = Task { try await node.run("events", "--json") }
    try await eventually { subscriptions(node) > before }
    try await body()
    following.cancel()
    _ = try await following.value
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `what happens to a service is told as it happens`(flavour: StubFlavour) async throws {
    try await UpNode.with(flavour) { node in
      try await following(node) {
        node.engine.change { $0.endForGood("edge-01-k0s-1", exitCode: 3) }
        try await eventually { try said(node).contains { $0.contains(#""event":"died""#) } }
        node.engine.change { $0.start("edge-01-k0s-1") }
        try await eventually { try said(node).contains { $0.contains(#""event":"started""#) } }
        let died = try #require(try said(node).first { $0.contains(#""event":"died""#) })
        let json = try #require(JSONValue(Array(died.utf8)))
        #expect(json["node"] == "edge-01")
        #expect(json["service"] == "k0s")
        #expect(json["container"] == "edge-01-k0s-1")
        #expect(json["exitCode"] == 3)
        #expect(json["engine"] == .string(flavour.isPodman ? "podman" : "docker"))
        #expect(json["time"].string?.hasSuffix("Z") == true)
      }
    }
  }

  @Test func `only a new verdict of a health check is told, once`() async throws {
    try await UpNode.with(.docker, wait: "healthy") { node in
      try await following(node) {
        node.engine.change { world in
          world.behaviour = { _ in .neverHealthy }
        }
        let up = try Sandbox()
        let spec = node.sandbox.directory.appending("node.yaml").string
        _ = try await up.run(
          ["up", "-f", spec, "--recreate", "--wait", "started", "--timeout", "1s", "--progress", "quiet"]
            + node.engineOption)
        try await eventually { try said(node).contains { $0.contains(#""health":"unhealthy""#) } }
        let verdicts = try said(node).filter { $0.contains("edge-01-zerotier-1") && $0.contains(#""event":"health""#) }
        #expect(verdicts.count == 1, "\(verdicts)")
      }
    }
  }

  @Test func `text names node, service and what happened`() async throws {
    try await UpNode.with { node in
      let outcome = try await node.run("events", "--since", "1h", "--until", "1s")
      #expect(outcome.status == .done, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n").map { $0.drop { $0 != " " } }
      #expect(lines.contains("  edge-01/zerotier  created"))
      #expect(lines.contains("  edge-01/k0s  started"))
    }
  }

  @Test func `a node that is neither specified nor there is answered with those that are`() async throws {
    try await UpNode.with { node in
      let outcome = try await node.run("events", "edge-1")
      #expect(outcome.status == .failed)
      #expect(outcome.errors.hasSuffix("did you mean 'edge-01'? there are: edge-01\n"), "\(outcome.errors)")
    }
  }

  @Test func `an engine that ends is told`() async throws {
    try await UpNode.with { node in
      let before = subscriptions(node)
      let following = Task { try await node.run("events") }
      try await eventually { subscriptions(node) > before }
      node.engine.close()
      let outcome = try await following.value
      #expect(outcome.status != .done)
      #expect(outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
    }
  }
}
