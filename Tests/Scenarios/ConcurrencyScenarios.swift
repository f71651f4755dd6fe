import TestSupport
import Testing

/// Several runs of nodectl at a time, and several nodes of one run.
@Suite(.engineTest, .serialized) struct ConcurrencyScenarios {
  private static let slow = "docker.io/zerotier/zerotier:1.14.2-slow"

  @Test(arguments: EngineKind.allCases)
  func `of two at once the second waits, says for whom, and finds nothing to do`(engine: EngineKind) async throws {
    let slower = "docker.io/zerotier/zerotier:1.14.2-slower"
    try await TestHost.plain.load(slower, into: engine)
    try await ScenarioNode.with("both", on: engine, spec: { $0.withZeroTierImage(slower) }) { node in
      async let first = node.up()
      try await eventually { try await !lockFiles(of: node).isEmpty }
      let refused = try await node.nodectl("up", "--no-lock-wait")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("is at work on \(node.name); run again when it has ended"), "\(refused.errors)")
      let second = try await node.nodectl("up", "--timeout", "60s")
      #expect(second.status == 0, "\(second.errors)")
      #expect(second.errors.contains(": waiting for nodectl up --timeout 60s (pid "), "\(second.errors)")
      #expect(second.output.contains("up already, nothing to do"))
      _ = try await first
      #expect(try await lockFiles(of: node).isEmpty)
      #expect(try await node.leftOnEngine().filter { $0.hasSuffix("-1") }.count == 3)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `who is killed is not waited for`(engine: EngineKind) async throws {
    try await TestHost.plain.load(Self.slow, into: engine)
    try await ScenarioNode.with("killed", on: engine, spec: { $0.withZeroTierImage(Self.slow) }) { node in
      try await node.host.output(of: [
        "sh", "-c", "cd \"$0\" && { setsid nodectl up >/dev/null 2>&1 & echo $! > up.pid; }", node.directory,
      ])
      try await eventually { try await !lockFiles(of: node).isEmpty }
      try await node.host.output(of: ["sh", "-c", "kill -9 $(cat \"$0\"/up.pid)", node.directory])
      try await node.up("--no-lock-wait")
      #expect(try await node.nodectl("down", "--no-lock-wait", "--volumes").status == 0)
      #expect(try await node.leftOnEngine() == [])
      #expect(try await lockFiles(of: node).isEmpty)
    }
  }

  private func lockFiles(of node: ScenarioNode) async throws -> [String] {
    let found = try await node.host.output(of: [
      "sh", "-c", "ls /run/nodectl 2>/dev/null | grep \"^$0@\"; :", node.name,
    ])
    return found.split(separator: "\n").map(String.init)
  }

  @Test(arguments: EngineKind.allCases)
  func `two nodes of one file come up beside each other`(engine: EngineKind) async throws {
    try await ScenarioNode.with("pair", on: engine, spec: { $0 + Self.second(beside: $0) }) { node in
      let up = try await node.nodectl("up", "--timeout", "60s")
      #expect(up.status == 0, "\(up.errors)")
      let lines = up.output.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.first?.hasPrefix("\(node.name): up after ") == true)
      #expect(lines.last?.hasPrefix("\(node.name)-b: up after ") == true)
      let ports = try await node.host.output(of: [
        engine.rawValue, "inspect", "--format", "{{index .Config.Labels \"nodectl.host-port\"}}",
        "\(node.name)-zerotier-1", "\(node.name)-b-zerotier-1",
      ])
      #expect(Set(ports.split(separator: "\n")).count == 2, "\(ports)")
      #expect(try await node.nodectl("down", "--volumes").status == 0)
      #expect(try await node.leftOnEngine() == [])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a node that fails does not stop the other, and is named at the end`(engine: EngineKind) async throws {
    let broken = { (spec: String) in
      spec + Self.second(beside: spec).withZeroTierImage("localhost:1/none/such:1")
    }
    try await ScenarioNode.with("half", on: engine, spec: broken) { node in
      let up = try await node.nodectl("up", "--timeout", "60s")
      #expect(up.status == 1)
      #expect(up.output.hasPrefix("\(node.name): up after "), "\(up.errors)")
      #expect(up.errors.hasSuffix("1 of 2 nodes failed: \(node.name)-b\n"), "\(up.errors)")
      _ = try await node.nodectl("down", "--volumes")
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a node that wants what another node has is refused with both named`(engine: EngineKind) async throws {
    try await ScenarioNode.with("claim", on: engine) { first in
      try await first.up()
      let spec = { (text: String) in text + "dataDir: \(first.directory)/k0s-data\n" }
      try await ScenarioNode.with("claimed", on: engine, spec: spec) { second in
        let up = try await second.nodectl("up")
        #expect(up.status == 5)
        #expect(up.errors.contains("belongs to the node \(first.name), made from \(first.directory)/node.yaml"))
        #expect(up.errors.contains(second.name))
        #expect(try await second.leftOnEngine() == [])
      }
      #expect(try await first.nodectl("status").status == 0)
    }
  }

  /// A document for a second node, with an identity and a data directory of its own.
  private static func second(beside spec: String) -> String {
    let name = spec.prefix { $0 != "\n" }
    return "---\n"
      + spec.replacing(name, with: "\(name)-b", maxReplacements: 1)
      .replacing("{file: identity.secret}", with: "{secret: '\(SampleSecrets.secondIdentity)'}")
      + "dataDir: ./other-data\n"
  }
}
