import FoundationEssentials
import TestSupport
import Testing

/// Nodes that tell what they use, and images that stay what they are.
@Suite(.engineTest, .serialized) struct MetricsScenarios {
  @Test(arguments: EngineKind.allCases)
  func `two nodes of one host have an exporter each, which only their mesh reaches`(engine: EngineKind) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    let spec = { (text: String) in
      text + "metrics: exporter\n"
    }
    try await ScenarioNode.with("exporter", on: engine, spec: spec) { node in
      try await ScenarioNode.with("exporter-too", on: engine, spec: spec) { other in
        for node in [node, other] {
          try await node.up()
          try await expectReachable(node)
          try await node.expectConverged()
        }
        for node in [node, other] { #expect(try await node.nodectl("down", "--volumes").status == 0) }
      }
    }
    try await neighbour.expectUntouched()
  }

  /// From the mesh's namespace, and from nowhere else, with what the host has.
  private func expectReachable(_ node: ScenarioNode) async throws {
    let metrics = try await node.host.output(of: [
      node.engine.rawValue, "exec", "\(node.name)-zerotier-1", "wget", "-qO-", "http://10.1.2.3:9100/metrics",
    ])
    let memory = try await node.host.output(of: ["awk", "/^MemTotal:/ { print $2 * 1024 }", "/proc/meminfo"])
    #expect(metrics.contains("node_memory_MemTotal_bytes \(memory)"), "\(metrics)")
    #expect(try await node.host.run(["curl", "-sf", "--max-time", "2", "http://10.1.2.3:9100/"]).status != 0)
    let bridge = try await node.host.output(of: [
      node.engine.rawValue, "exec", "\(node.name)-zerotier-1", "sh", "-c",
      "ip -4 -o addr show scope global | awk '$2 !~ /^zt/ { sub(\"/.*\", \"\", $4); print $4 }'",
    ])
    for address in bridge.split(separator: "\n") {
      #expect(try await node.host.run(["curl", "-sf", "--max-time", "2", "http://\(address):9100/"]).status != 0)
    }
    #expect(!bridge.isEmpty)
    let mounts = try await node.inspect("node-exporter", "{{range .Mounts}}{{.Source}} {{.RW}},{{end}}")
    #expect(Set(mounts.split(separator: ",")) == ["/proc false", "/sys false"], "\(mounts)")
    let write = try await node.host.run([
      node.engine.rawValue, "exec", "--user", "0", "\(node.name)-node-exporter-1", "sh", "-c",
      "echo 1 >/host/proc/sys/vm/panic_on_oom",
    ])
    #expect(write.status != 0)
  }

  @Test func `a locked spec brings up the same images, by digest`() async throws {
    try await ScenarioNode.with("locked", on: .docker) { node in
      try await node.host.startRegistry()
      let images = ["zerotier": "docker.io/zerotier/zerotier:1.14.2", "k0s": "docker.io/k0sproject/k0s:v1.34.1-k0s.0"]
      var spec = try await node.host.output(of: ["cat", "\(node.directory)/node.yaml"])
      for (section, image) in images {
        let pushed = "localhost:5000/locked/\(section):1"
        try await node.host.output(of: ["docker", "tag", image, pushed])
        try await node.host.output(of: ["docker", "push", "--quiet", pushed])
        spec = spec.replacing("\(section):\n", with: "\(section):\n  image: \(pushed)\n")
      }
      try await node.write(spec + "runtime: {kind: containerd}\n", to: "node.yaml")
      let lock = try await node.nodectl("export", "--lock")
      try #require(lock.status == 0, "\(lock.errors)")
      #expect(
        lock.output.split(separator: "\n").count {
          $0.contains("image: localhost:5000/locked/") && $0.contains("@sha256:")
        } == 2)
      try await node.write(lock.output, to: "node.yaml")
      #expect(try await node.nodectl("check").errors.contains("published last") == false)
      try await node.up()
      #expect(try await node.inspect("k0s", "{{.Config.Image}}").contains("/locked/k0s@sha256:"))
      try await node.expectConverged()
    }
  }
}
