import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// Exported files under the tools that they are for: `docker compose` and `podman-compose`.
@Suite(.engineTest, .serialized) struct ExportScenarios {
  private let host = TestHost.plain

  @Test func `every example exports to a file that both compose tools accept`() async throws {
    for (example, nodes) in Self.examples {
      try await host.output(of: ["mkdir", "-p", "/srv/examples/\(example)"])
      for file in try FileManager.default.contentsOfDirectory(atPath: Self.directory(of: example)) {
        try await write(Self.repositoryFile("examples/\(example)/\(file)"), to: "/srv/examples/\(example)/\(file)")
      }
      for node in nodes {
        let directory = "/srv/examples/\(example)/\(node)"
        try await host.output(of: [
          "nodectl", "export", "-f", "/srv/examples/\(example)/node.yaml", node, "-o", directory,
        ])
        for tool in ["docker-compose", "podman-compose"] {
          try await host.output(of: ["env"] + Self.variables + [tool, "-f", "\(directory)/compose.yaml", "config"])
        }
      }
    }
  }

  @Test func `the classic template means exactly what the published file means`() async throws {
    let directory = "/srv/classic"
    try await host.output(of: ["mkdir", "-p", directory])
    try await write(Self.repositoryFile("Tests/Fixtures/published/compose.yaml"), to: "\(directory)/published.yaml")
    try await write(Self.example("classic"), to: "\(directory)/node.yaml")
    try await write(Self.variables.joined(separator: "\n") + "\n", to: "\(directory)/.env")
    try await host.output(of: ["nodectl", "export", "-f", "\(directory)/node.yaml", "-o", directory])
    var meanings: [String] = []
    for file in ["published.yaml", "compose.yaml"] {
      meanings.append(
        try await host.output(of: [
          "docker-compose", "--project-directory", directory, "--project-name", "edge-05", "-f", "\(directory)/\(file)",
          "config", "--format", "json",
        ]))
    }
    #expect(meanings[0] == meanings[1])
    #expect(meanings[0].contains("10.147.20.5"))
  }

  @Test func `generated files mean to docker compose what nodectl makes of them`() async throws {
    let directory = "/srv/compare"
    try await host.output(of: ["mkdir", "-p", directory])
    try await write(Self.repositoryFile("Fuzz/compose.py"), to: "\(directory)/compose.py")
    for file in ["identity.secret", "join-token"] {
      try await write(Self.repositoryFile("examples/demo/\(file)"), to: "\(directory)/\(file)")
    }
    // `make compare` has hundreds of them.
    let comparison = try await host.run(["env", "--chdir", directory, "python3", "compose.py", "60"])
    #expect(comparison.status == 0, "\(comparison.output)\(comparison.errors)")
  }

  @Test func `an exported file comes up under docker compose, unchanged`() async throws {
    try await ScenarioNode.with("export", on: .docker, spec: Self.withPort) { node in
      let compose = try await exported(node, with: ["docker-compose"])
      try await node.host.output(of: compose + ["up", "--detach", "--wait"])
      #expect(try await health(of: node) == ["healthy", "healthy", "healthy"])
      try await node.host.output(of: compose + ["down", "--volumes"])
      #expect(try await node.leftOnEngine() == [])
    }
  }

  @Test func `an exported file comes up under podman-compose where systemd runs the checks, unchanged`() async throws {
    try await ScenarioNode.with("export", on: .podman, host: .systemd, spec: Self.withPort) { node in
      let compose = try await exported(node, with: ["podman-compose"])
      try await node.host.output(of: compose + ["up", "--detach"])
      try await eventually { try await health(of: node) == ["healthy", "healthy", "healthy"] }
      try await node.host.output(of: compose + ["down", "--volumes"])
      #expect(try await node.leftOnEngine() == [])
    }
  }

  /// A port that no other test's node takes: an export has one, whether that is free or not.
  private static func withPort(_ spec: String) -> String { spec.replacing("hostPort: auto", with: "hostPort: 9880") }

  /// Exports a node with its secrets, and fills in what only its user can know; gives the tool's command line.
  private func exported(_ node: ScenarioNode, with tool: [String]) async throws -> [String] {
    let export = try await node.nodectl("export", "-o", "out", "--secrets", "files")
    try #require(export.status == 0, "\(export.errors)")
    try await node.write("K0S_NODE_IP=10.1.2.3\n", to: "out/.env")
    try await node.host.output(of: ["mkdir", "-p", "\(node.directory)/k0s-data"])
    return ["env", "--chdir", "\(node.directory)/out"] + tool
  }

  /// By labels: the two tools name containers differently.
  private func health(of node: ScenarioNode) async throws -> [String] {
    var states: [String] = []
    for service in ["zerotier", "crio-krun", "k0s"] {
      let list = try await node.host.output(of: [
        node.engine.rawValue, "ps", "--quiet", "--filter", "label=com.docker.compose.project=\(node.name)",
        "--filter", "label=com.docker.compose.service=\(service)",
      ])
      let container = try #require(list.split(separator: "\n").first.map(String.init))
      let state = try await node.host.output(of: [
        node.engine.rawValue, "inspect", "--format", "{{.State.Health.Status}}", container,
      ])
      states.append(String(state.dropLast()))
    }
    return states
  }

  private func write(_ text: String, to path: String) async throws {
    try await host.output(of: ["sh", "-c", "cat > \"$0\"", path], input: text)
  }

  /// The examples and the nodes in them.
  private static let examples = [
    ("minimal", ["edge-01"]), ("full", ["edge-02"]), ("two-nodes", ["edge-03", "edge-04"]), ("classic", ["edge-05"]),
    ("containerd", ["edge-06"]), ("crio-krun", ["edge-07"]),
    ("external", ["edge-11"]), ("cri-dockerd", ["edge-12"]), ("metrics", ["edge-13"]),
    ("demo", ["demo"]),
  ]

  /// What the examples leave to their users.
  private static let variables = [
    "K0S_NODE_NAME=edge-05", "ZT_ID_PUB=public", "ZT_ID_SEC=secret", "ZT_NET=8056c2e21c000001",
    "K0S_VERSION=v1.34.1-k0s.0", "K0S_JOIN_TOKEN=token", "K0S_NODE_IP=10.147.20.5",
    "K0S_SYSTEM_RESERVED=cpu=4,memory=8Gi",
  ]

  private static func directory(of example: String) -> String {
    TestHost.repository.appending("examples/\(example)").string
  }

  private static func example(_ name: String) throws -> String { try repositoryFile("examples/\(name)/node.yaml") }

  private static func repositoryFile(_ path: String) throws -> String {
    try String(contentsOf: URL(filePath: TestHost.repository.appending(path).string), encoding: .utf8)
  }
}
