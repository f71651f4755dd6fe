import FoundationEssentials
import TestSupport
import Testing

/// Exported units under what they are for, Quadlet and systemd, on a host of their own that is restarted.
@Suite(.engineTest, .serialized) struct UnitScenarios {
  private static let host = TestHost("units", .systemd)
  private let host = Self.host

  @Test func `Quadlet's units bring a node up in the order of health, and again after whatever ends it`() async throws {
    try await ScenarioNode.with("quadlet", on: .podman, host: Self.host, spec: Self.withPort) { node in
      try await node.write("K0S_NODE_IP=10.1.2.3\n", to: ".env")
      try await install(node)
      try await host.output(of: ["systemctl", "start", "\(node.name)-k0s.service"])
      #expect(try await isUp(node), "started is healthy")
      try await expectOrder(node)
      #expect(
        try await host.output(of: ["podman", "exec", "\(node.name)-k0s", "cat", "/var/lib/k0s/from-crio/file"])
          == "seen through k0s-data\n")

      try await host.output(of: ["podman", "kill", "\(node.name)-zerotier"])
      try await eventually { try await isUp(node) }
      try await host.output(of: ["systemctl", "restart", "\(node.name)-crio-krun.service"])
      try await eventually { try await isUp(node) }

      try await host.reboot()
      try await eventually { try await isUp(node) }
      try await expectOrder(node)

      try await host.output(of: ["systemctl", "stop", "\(node.name)-zerotier.service"])
      #expect(try await host.output(of: ["podman", "ps", "--all", "--quiet"]) == "")
      try await uninstall(node)
    }
  }

  @Test func `what cannot start at first takes the others along when it can`() async throws {
    try await ScenarioNode.with("late", on: .podman, host: Self.host, spec: Self.withPort) { node in
      try await node.write("K0S_NODE_IP=10.1.2.3\n", to: ".env")
      try await install(node)
      let secret = "/etc/containers/systemd/\(node.name)/identity.secret"
      try await host.output(of: ["mv", secret, "\(secret).away"])
      #expect(try await host.run(["systemctl", "start", "\(node.name)-k0s.service"]).status != 0)
      try await host.output(of: ["mv", "\(secret).away", secret])
      try await eventually { try await isUp(node) }
      try await uninstall(node)
    }
  }

  @Test func `a container gets exactly what the template says, through Quadlet, systemd and Podman`() async throws {
    let text = "it's \"$HOME\" ${X} $$ 100% %n \\ \\n é\n\ttab; #"
    let command = ["sh", "-c", "trap exit TERM; while :; do sleep 0.1; done", text, "\\", ";x", "%", "$", "'"]
    let check = ["CMD", "sh", "-c", "[ \"$1\" = \"$(printf '100%%')\" ]", "sh", "100%", text]
    try await ScenarioNode.with("exact", on: .podman, host: Self.host, spec: { $0 + "template: ./probe.yaml\n" }) {
      node in
      try await node.write(
        """
        services:
          probe:
            image: docker.io/library/busybox:latest
            command: \(try Self.json(command))
            environment: {VALUE: \(try Self.json(text))}
            labels: {value: \(try Self.json(text))}
            healthcheck: {test: \(try Self.json(check)), interval: 5s, start_period: 30s, start_interval: 1s}
        """, to: "probe.yaml")
      try await install(node)
      try await host.output(of: ["systemctl", "start", "\(node.name)-probe.service"])
      let output = try await host.output(of: ["podman", "inspect", "\(node.name)-probe"])
      let seen = try #require(try JSONDecoder().decode([Inspected].self, from: Data(output.utf8)).first).configuration
      #expect(seen.command == command)
      #expect(seen.environment.contains("VALUE=\(text)"), "\(seen.environment)")
      #expect(seen.labels["value"] == text)
      #expect(seen.check.test == check)
      try await host.output(of: ["systemctl", "stop", "\(node.name)-probe.service"])
      try await uninstall(node)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `systemd's units share the data directory, and bring the node back after a restart`(engine: EngineKind)
    async throws
  {
    try await host.startEngine(engine)
    try await ScenarioNode.with("unit", on: engine, host: Self.host) { node in
      let unit = "nodectl-\(node.name).service"
      let data = "\(node.directory)/k0s-data"
      let mount = try await host.output(of: ["systemd-escape", "--path", "--suffix=mount", data]).split(separator: "\n")
      let export = try await node.nodectl("export", "--format", "systemd", "-o", "units")
      try #require(export.status == 0, "\(export.errors)")
      let files = try await host.output(of: ["ls", "\(node.directory)/units"]).split(separator: "\n")
      #expect(files == [Substring(unit)] + mount)
      try await verify("\(node.directory)/units/*")

      let steps = export.errors.split(separator: "\n").drop { $0 != "next:" }.dropFirst()
      try await host.output(of: ["sh", "-ec", steps.joined(separator: "\n")])
      #expect(try await host.output(of: ["findmnt", "-no", "PROPAGATION", data]) == "shared\n")
      #expect(try await host.run(["systemctl", "reload", unit]).status == 0)

      try await host.reboot()
      try await eventually { try await node.nodectl("status").status == 0 }
      try await eventually { try await host.run(["systemctl", "is-active", unit]).status == 0 }
      try await host.output(of: ["systemctl", "stop", unit])
      #expect(try await host.output(of: ["systemctl", "show", "-P", "Result", unit]) == "success\n")
      #expect(try await node.nodectl("status").status == 0, "it ends, the node does not")
      try await host.output(of: ["systemctl", "disable", unit])
    }
  }

  // MARK: Quadlet

  private static func withPort(_ spec: String) -> String { spec.replacing("hostPort: auto", with: "hostPort: 9880") }

  /// Exports a node's units to where Quadlet finds them; its generator and systemd must have nothing to say.
  private func install(_ node: ScenarioNode) async throws {
    let directory = "/etc/containers/systemd/\(node.name)"
    let export = try await node.nodectl("export", "--format", "quadlet", "-o", directory, "--secrets", "files")
    try #require(export.status == 0, "\(export.errors)")
    let generator = try await host.run([
      "env", "QUADLET_UNIT_DIRS=\(directory)", "/usr/lib/systemd/system-generators/podman-system-generator", "--dryrun",
    ])
    let complaints = generator.errors.split(separator: "\n").filter { !$0.contains("Loading source unit file") }
    #expect(complaints == [])
    try await host.output(of: ["systemctl", "daemon-reload"])
    try await verify("/run/systemd/generator/\(node.name)-*.service")
  }

  private func verify(_ pattern: String) async throws {
    let verdict = try await host.run(["sh", "-c", "systemd-analyze verify \(pattern)"])
    #expect(verdict.status == 0)
    #expect(verdict.errors == "")
  }

  private func uninstall(_ node: ScenarioNode) async throws {
    try await host.output(of: [
      "sh", "-c", "systemctl stop \"$0-*\"; rm -r \"$1\"", node.name, "/etc/containers/systemd/\(node.name)",
    ])
    try await host.output(of: ["systemctl", "daemon-reload"])
  }

  /// Whether all of a node's containers are healthy, and in one network namespace.
  private func isUp(_ node: ScenarioNode) async throws -> Bool {
    var namespaces: Set<String> = []
    for service in Self.services {
      let state = try await host.run([
        "podman", "inspect", "--format", "{{.State.Health.Status}} {{.State.Pid}}", "\(node.name)-\(service)",
      ])
      let words = state.output.split(whereSeparator: \.isWhitespace)
      guard words.first == "healthy", let pid = words.last else { return false }
      namespaces.insert(try await host.run(["readlink", "/proc/\(pid)/ns/net"]).output)
    }
    return namespaces.count == 1
  }

  /// Each unit began to start when the one before it was active, which it is when it is healthy.
  private func expectOrder(_ node: ScenarioNode) async throws {
    for (before, after) in zip(Self.services, Self.services.dropFirst()) {
      let active = try await time("ActiveEnterTimestampMonotonic", "\(node.name)-\(before).service")
      let start = try await time("InactiveExitTimestampMonotonic", "\(node.name)-\(after).service")
      #expect(active <= start, "\(before) → \(after)")
    }
  }

  private func time(_ property: String, _ unit: String) async throws -> Int {
    let output = try await host.output(of: ["systemctl", "show", "--value", "--property", property, unit])
    return try #require(Int(output.prefix { $0.isNumber }))
  }

  private static let services = ["zerotier", "crio-krun", "k0s"]

  // MARK: JSON

  /// A value as a template has it: JSON, which YAML is, with its dollars doubled.
  private static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self).replacing("$", with: "$$")
  }

  private struct Inspected: Decodable {
    struct Configuration: Decodable {
      let command: [String]
      let environment: [String]
      let labels: [String: String]
      let check: Check

      enum CodingKeys: String, CodingKey {
        case command = "Cmd"
        case environment = "Env"
        case labels = "Labels"
        case check = "Healthcheck"
      }
    }

    struct Check: Decodable {
      let test: [String]

      enum CodingKeys: String, CodingKey { case test = "Test" }
    }

    let configuration: Configuration

    enum CodingKeys: String, CodingKey { case configuration = "Config" }
  }
}
