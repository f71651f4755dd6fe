import FoundationEssentials
import TestSupport
import Testing

/// What a node takes of the host that it shares, and does to it.
@Suite(.engineTest, .serialized) struct HostShareScenarios {
  @Test(arguments: EngineKind.allCases)
  func `host metrics: the kubelet is in a cgroup of the node's own, and the only one to see the host`(
    engine: EngineKind
  ) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await ScenarioNode.with("metrics", on: engine, spec: { $0 + "metrics: host\n" }) { node in
      try await node.expectOwnCgroupFromUpToDown { try await neighbour.expectUntouched() }
    }
    try await neighbour.expectUntouched()
  }

  /// On a host of its own: an engine hangs while what has escaped holds the output of a container that it stops.
  private static let escapeHost = TestHost("escape", .plain)

  @Test(arguments: EngineKind.allCases)
  func `processes that have left the node's cgroups are told by up and status`(engine: EngineKind) async throws {
    let image = "docker.io/k0sproject/k0s:v1.34.1-k0s.0-escape"
    let host = Self.escapeHost
    try await host.load(image, into: engine)
    let spec = { (text: String) in
      text.replacing("  version:", with: "  image: \(image)\n  version:") + "metrics: host\n"
    }
    try await ScenarioNode.with("escaped", on: engine, host: host, spec: spec) { node in
      let up = try await node.nodectl("up", "--timeout", "60s")
      #expect(up.status == 0, "\(up.errors)")
      #expect(
        up.errors.contains(") is outside of the node's cgroups, in /system.slice/containerd.service"), "\(up.errors)")
      let status = try await node.nodectl("status", "--json")
      let seen = try JSONDecoder().decode(SeenStatus.self, from: Data(status.output.utf8))
      #expect(seen.ready)
      try #require(seen.escaped.filter { $0.command.contains("sleep") }.count >= 5, "each way out: \(status.output)")
      #expect(!seen.escaped.contains { $0.command.contains("kubelet") }, "it has a cgroup of the node's own")
      let text = try await node.nodectl("status")
      #expect(text.output.contains("process \(seen.escaped[0].pid) ("))
      _ = try await host.run(["kill", "-9"] + seen.escaped.map { "\($0.pid)" })
      try await eventually { try await !node.nodectl("status").output.contains("outside of the node's cgroups") }
      #expect(try await node.nodectl("down", "--volumes").status == 0)
    }
  }

  private struct SeenStatus: Decodable {
    struct Escaped: Decodable {
      let pid: Int
      let command: String
      let cgroup: String
    }

    let ready: Bool
    let escaped: [Escaped]
  }

  @Test(arguments: EngineKind.allCases)
  func `kernel settings of the host are said before and remembered until the node goes`(engine: EngineKind) async throws
  {
    try await ScenarioNode.with("sysctls", on: engine) { try await $0.expectSysctlsRememberedUntilDown() }
  }

  @Test func `a kubelet that may not change the host's kernel settings is refused a host that has others`() async throws
  {
    try await ScenarioNode.with("refuse", on: .docker, spec: { $0 + "hostSysctls: refuse\n" }) { node in
      let panic = try await node.host.output(of: ["cat", "/proc/sys/kernel/panic"]).prefix { $0 != "\n" }
      try #require(panic != "10", "this machine has what a kubelet wants already")
      let up = try await node.nodectl("up")
      #expect(up.status == 5)
      #expect(up.errors.contains("sysctl -w"), "\(up.errors)")
      #expect(try await node.leftOnEngine() == [])
    }
  }
}
