import FoundationEssentials
import TestSupport
import Testing

/// The main job: a node comes up, is seen and goes down.
@Suite(.engineTest, .serialized) struct LifeScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a node's life, beside a neighbour who does not notice`(engine: EngineKind) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await ScenarioNode.with("life", on: engine) { node in
      let up = try await node.up()
      #expect(up.hasSuffix(", 10.1.2.3\n"))
      try await expectHealthyInOrder(node)
      try await expectSecretsInside(node)

      #expect(try await node.up() == "\(node.name): up already, nothing to do, 10.1.2.3\n")

      let status = try await node.nodectl("status", "--json")
      #expect(status.status == 0)
      let seen = try JSONDecoder().decode(SeenStatus.self, from: Data(status.output.utf8))
      #expect(seen.ready)
      #expect(seen.services.map(\.name) == ["zerotier", "crio-krun", "k0s"])

      let list = try await node.nodectl("list", "--engine", engine.rawValue)
      #expect(list.status == 0, "\(list.errors)")
      let rows = list.output.split(separator: "\n").map { $0.split(separator: " ") }
      #expect(rows.contains { $0.starts(with: [node.name[...], "ready", "3/3", engine.rawValue[...], "10.1.2.3"]) })
      #expect(try await node.nodectl("export").output.contains("--node-ip=10.1.2.3 "))

      #expect(try await composeServices(node) == ["crio-krun", "k0s", "zerotier"])
      try await neighbour.expectUntouched()

      let down = try await node.nodectl("down", "--volumes")
      #expect(down.status == 0, "\(down.errors)")
      #expect(try await node.leftOnEngine() == [])
      #expect(try await processesAndMounts(node) == "")
      let again = try await node.nodectl("down")
      #expect(again.status == 0)
      #expect(again.output.hasPrefix("\(node.name): is not on unix://"), "it says where it looked: \(again.output)")
      #expect(again.output.hasSuffix("\(node.engine.socket), nothing to do\n"), "\(again.output)")
    }
    try await neighbour.expectUntouched()
  }

  /// Podman's service enters a container to copy files, and now and then stays in its mount namespace with its main thread.
  @Test(arguments: EngineKind.allCases)
  func `an engine's process that has entered a container is not taken for the node's`(engine: EngineKind) async throws {
    try await ScenarioNode.with("entered", on: engine) { node in
      try await node.up()
      let container = try await node.inspect("zerotier", "{{.State.Pid}}")
      // The container's /proc knows nobody from outside: the name is set through what was opened before.
      let script = """
        setsid sh -c 'exec 3>/proc/self/comm; exec nsenter --target "$0" --mount sh -c \
          "printf podman >&3; mkfifo /entered; read -r line </entered"' "$0" >/dev/null 2>&1 </dev/null &
        echo $!
        """
      let pid = try await node.host.output(of: ["sh", "-c", script, container]).split(separator: "\n")[0]
      try await eventually {
        try await node.host.run(["cat", "/proc/\(pid)/comm"]).output == "podman\n"
      }
      #expect(try await node.nodectl("down", "--volumes").status == 0)
      #expect(try await node.host.run(["kill", "\(pid)"]).status == 0, "it lives")
    }
  }

  /// Each dependent starts after its dependency's first healthy verdict, by the engine's own clock.
  private func expectHealthyInOrder(_ node: ScenarioNode) async throws {
    for (dependency, dependent) in [("zerotier", "crio-krun"), ("crio-krun", "k0s")] {
      #expect(try await node.inspect(dependency, "{{.State.Health.Status}}") == "healthy")
      let log = try await node.inspect(dependency, "{{json .State.Health.Log}}")
      let probes = try JSONDecoder().decode([Probe].self, from: Data(log.utf8))
      let started = try await node.inspect(dependent, "{{json .State.StartedAt}}")
      let firstHealthy = try #require(probes.first { $0.exitCode == 0 }?.end)
      #expect(
        Self.utc(firstHealthy) <= Self.utc(String(started.dropFirst().dropLast())), "\(dependency) → \(dependent)")
    }
  }

  private struct Probe: Decodable {
    let end: String
    let exitCode: Int

    enum CodingKeys: String, CodingKey {
      case end = "End"
      case exitCode = "ExitCode"
    }
  }

  private struct SeenStatus: Decodable {
    struct Service: Decodable { let name: String }

    let ready: Bool
    let services: [Service]
  }

  /// Times of one engine in one zone compare as text once their fractions are of one length.
  private static func utc(_ time: String) -> String {
    let halves = time.split(separator: ".", maxSplits: 1)
    let digits = halves.count == 2 ? halves[1].prefix { $0.isNumber } : ""
    return halves[0].prefix(19) + "." + digits + String(repeating: "0", count: max(0, 9 - digits.count))
  }

  private func expectSecretsInside(_ node: ScenarioNode) async throws {
    let files = [("zerotier", "/var/lib/zerotier-one/identity.secret"), ("k0s", "/etc/nodectl/join-token")]
    for (service, path) in files {
      let mode = try await node.host.output(
        of: [node.engine.rawValue, "exec", "\(node.name)-\(service)-1", "stat", "-c", "%a %u", path])
      #expect(mode == "600 0\n")
    }
    let environment =
      try await node.inspect("zerotier", "{{json .Config.Env}}") + node.inspect("k0s", "{{json .Config.Cmd}}")
    #expect(!environment.contains(SampleSecrets.joinToken.prefix(40)))
    #expect(!environment.contains(node.identity.suffix(40)))
  }

  private func composeServices(_ node: ScenarioNode) async throws -> [String] {
    let output = try await node.host.output(
      of: ["env", "DOCKER_HOST=unix://\(node.engine.socket)", "docker-compose", "-p", node.name, "ps", "--services"])
    return output.split(separator: "\n").map(String.init).sorted()
  }

  private func processesAndMounts(_ node: ScenarioNode) async throws -> String {
    try await node.host.output(of: [
      "sh", "-c", "grep \"$0\" /proc/self/mountinfo; pgrep -af \"$0\" | grep -v pgrep; :", node.name,
    ])
  }
}
