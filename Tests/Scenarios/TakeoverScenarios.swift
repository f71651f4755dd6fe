import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// Projects that `docker compose` started from the published file, and what is changed in a project later.
@Suite(.engineTest, .serialized) struct TakeoverScenarios {
  /// Hosts of their own, for the published file takes a UDP port that is another's on the shared one.
  ///
  /// Podman runs no health checks without systemd.
  private static let hosts: [EngineKind: TestHost] = [
    .docker: TestHost("takeover", .plain), .podman: TestHost("takeover-systemd", .systemd),
  ]

  private static func classic(_ spec: String) -> String {
    spec.replacing("  hostPort: auto\n", with: "").replacing("  joinToken", with: "  nodeIP: 10.1.2.3\n  joinToken")
      + "template: classic\n"
  }

  @Test(arguments: EngineKind.allCases)
  func `a project of docker compose is taken over: as it is, or replaced with its data kept`(engine: EngineKind)
    async throws
  {
    let host = try #require(Self.hosts[engine])
    try await ScenarioNode.with("taken", on: engine, host: host, spec: Self.classic) { node in
      try await composeUp(node)
      for path in ["/var/lib/containers/kept", "/var/lib/k0s/kept"] {
        try await host.output(of: [engine.rawValue, "exec", "\(node.name)-crio-krun-1", "touch", path])
      }
      let before = try await containers(of: node)

      #expect(try await node.up() == "\(node.name): up already, nothing to do, 10.1.2.3\n")
      #expect(try await containers(of: node) == before)

      let spec = try await host.output(of: ["cat", "\(node.directory)/node.yaml"])
      try await node.write(spec.replacing("template: classic\n", with: ""), to: "node.yaml")
      #expect(try await node.up().contains(": up after "))
      let after = try await containers(of: node)
      #expect(after.count == 3)
      #expect(Set(after).isDisjoint(with: before))
      for path in ["/var/lib/containers/kept", "/var/lib/k0s/kept"] {
        try await host.output(of: [engine.rawValue, "exec", "\(node.name)-crio-krun-1", "ls", path])
      }
      #expect(try await node.nodectl("down", "--volumes").status == 0)
      #expect(try await node.leftOnEngine() == [])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a project of docker compose with its data elsewhere is not touched`(engine: EngineKind) async throws {
    let host = try #require(Self.hosts[engine])
    let elsewhere = { (spec: String) in Self.classic(spec) + "dataDir: /srv/elsewhere\n" }
    try await ScenarioNode.with("theirs", on: engine, host: host, spec: elsewhere) { node in
      try await composeUp(node)
      let before = try await containers(of: node)
      let up = try await node.nodectl("up")
      #expect(up.status == 1)
      #expect(up.errors.contains("there is a compose project named \(node.name) that does not keep its data in"))
      for command in [["down", "--volumes"], ["stop"], ["restart", "\(node.name)/k0s"]] {
        let other = try await node.nodectl(command)
        #expect(other.status == 1)
        #expect(other.errors.contains("there is a compose project named \(node.name) that"), "\(other.errors)")
      }
      #expect(try await containers(of: node) == before)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a changed network and a changed volume in memory are replaced with what uses them, data is not`(
    engine: EngineKind
  ) async throws {
    try await ScenarioNode.with("changed", on: engine, spec: { $0 + "template: ./stack.yaml\n" }) { node in
      let stack = try String(
        contentsOf: URL(filePath: TestHost.repository.appending("templates/crio-krun.yaml").string), encoding: .utf8
      ).replacing(" && zerotier-cli get ${ZT_NET} ip4 | grep -qxF \"${K0S_NODE_IP}\"", with: " && echo 10.1.2.3")
      try await node.write(stack, to: "stack.yaml")
      try await node.up()
      let data = try await mountpoint(of: "\(node.name)_crio-data", node)

      let larger = stack.replacing(
        "  k0s-run:\n    driver_opts: {type: tmpfs, device: tmpfs}",
        with: "  k0s-run:\n    driver_opts: {type: tmpfs, device: tmpfs, o: size=8m}")
      try #require(larger != stack)
      try await node.write(larger, to: "stack.yaml")
      let before = try await containers(of: node)
      try await node.up()
      #expect(Set(try await containers(of: node)).intersection(before).count == 1, "ZeroTier stays")
      let size = try await node.host.output(of: [
        engine.rawValue, "exec", "\(node.name)-k0s-1", "sh", "-c", "grep ' /run/k0s ' /proc/mounts",
      ])
      #expect(size.contains("size=8192k"), "\(size)")

      try await node.write(
        larger.replacing("driver: bridge", with: "driver: bridge\n    internal: true"), to: "stack.yaml")
      #expect(try await node.up().contains(": up after "))
      #expect(try await node.up().contains("up already, nothing to do"))
      let network = try await node.host.output(of: [
        engine.rawValue, "network", "inspect", "--format", "{{.Internal}}", "\(node.name)_default",
      ])
      #expect(network == "true\n")

      let disk = larger.replacing(
        "  crio-data: {}", with: "  crio-data:\n    driver_opts: {type: tmpfs, device: tmpfs}")
      try #require(disk != larger)
      try await node.write(disk, to: "stack.yaml")
      let refused = try await node.nodectl("up")
      #expect(refused.status == 1)
      #expect(
        refused.errors.contains("run again with --recreate-volumes, which loses what it holds"), "\(refused.errors)")
      #expect(try await mountpoint(of: "\(node.name)_crio-data", node) == data)
      try await node.up("--recreate-volumes")
      #expect(try await node.nodectl("down", "--volumes").status == 0)
      #expect(try await node.leftOnEngine() == [])
    }
  }

  private func mountpoint(of volume: String, _ node: ScenarioNode) async throws -> String {
    try await node.host.output(of: [
      node.engine.rawValue, "volume", "inspect", "--format", "{{.Mountpoint}} {{.CreatedAt}}", volume,
    ])
  }

  /// Starts the published file in the node's directory, in the way that its readers do.
  private func composeUp(_ node: ScenarioNode) async throws {
    let file = TestHost.repository.appending("Tests/Fixtures/published/compose.yaml").string
    let published = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    // This compose does not know that Podman has no start_interval, and refuses the file for it.
    let text = node.engine == .docker ? published : published.replacing("      start_interval: 3s\n", with: "")
    try await node.write(text, to: "compose.yaml")
    let identity = node.identity.split(separator: ":").prefix(3).joined(separator: ":")
    let variables = [
      "K0S_NODE_NAME=\(node.name)", "ZT_ID_PUB=\(identity)", "ZT_ID_SEC=\(node.identity)", "ZT_NET=8056c2e21c000001",
      "K0S_VERSION=v1.34.1-k0s.0", "K0S_JOIN_TOKEN=\(SampleSecrets.joinToken)", "K0S_NODE_IP=10.1.2.3",
    ]
    try await node.write(variables.joined(separator: "\n") + "\n", to: ".env")
    try await node.host.output(of: [
      "env", "--chdir", node.directory, "DOCKER_HOST=unix://\(node.engine.socket)", "docker-compose", "-p", node.name,
      "up", "--detach",
    ])
  }

  /// The ids of the project's containers.
  private func containers(of node: ScenarioNode) async throws -> [String] {
    let list = try await node.host.output(of: [
      node.engine.rawValue, "ps", "--all", "--no-trunc", "--quiet", "--filter",
      "label=com.docker.compose.project=\(node.name)",
    ])
    return list.split(separator: "\n").map(String.init).sorted()
  }
}
