import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// Nodes whose containerd has runtimes besides its own.
@Suite(.engineTest, .serialized) struct ContainerdScenarios {
  /// A spec of examples/, what it takes of the host, and what is to be in the container.
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    /// Of the host; each becomes a program.
    let programs: [String]
    /// Paths in the container, and what they are: files of the repository.
    let files: [String: String]
    /// Paths in the container where those programs are.
    let mounted: [String]
    let dropIns: [String]

    var testDescription: String { name }

    static let all = [
      Example(
        name: "gvisor", programs: ["/opt/gvisor/runsc", "/opt/gvisor/containerd-shim-runsc-v1"],
        files: [
          "/etc/k0s/containerd.d/nodectl-runtimes.toml": "Tests/Fixtures/runtimes/gvisor.toml",
          "/etc/k0s/runtimes/runsc.toml": "examples/gvisor/runsc.toml",
        ],
        mounted: ["/usr/local/bin/runsc", "/usr/local/bin/containerd-shim-runsc-v1"], dropIns: ["nodectl-runtimes.toml"]
      ),
      Example(
        name: "runtimes", programs: ["/opt/runwasi/containerd-shim-wasmtime-v1", "/opt/crun/crun"],
        files: ["/etc/k0s/containerd.d/nodectl-runtimes.toml": "Tests/Fixtures/runtimes/runtimes.toml"],
        mounted: ["/usr/local/bin/crun", "/usr/local/bin/containerd-shim-wasmtime-v1"],
        dropIns: ["nodectl-runtimes.toml"]),
      Example(
        name: "nvidia", programs: ["/srv/nvidia/usr/bin/nvidia-smi"], files: [:],
        mounted: ["/run/nvidia/driver/usr/bin/nvidia-smi"], dropIns: []),
      Example(
        name: "containerd-config", programs: [],
        files: ["/etc/k0s/containerd.toml": "examples/containerd-config/containerd.toml"], mounted: [], dropIns: []),
    ]
  }

  @Test(arguments: EngineKind.allCases, Example.all)
  func `a node of an example has its files, its programs and its devices, and says so`(
    engine: EngineKind, example: Example
  ) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    let text = try file("examples/\(example.name)/node.yaml")
    let runtime = text[try #require(text.firstRange(of: "runtime:\n")).lowerBound...]
    let version = try #require(text.firstMatch(of: /version: (\S+)/)?.output.1)
    try await TestHost.plain.load("docker.io/k0sproject/k0s:\(version.replacing("+", with: "-"))", into: engine)
    let spec: (String) -> String = { $0.replacing("v1.34.1+k0s.0", with: version) + runtime }
    try await ScenarioNode.with(example.name, on: engine, spec: spec) { node in
      for name in ["gvisor/runsc.toml", "containerd-config/containerd.toml"] where name.hasPrefix(example.name) {
        try await node.write(try file("examples/\(name)"), to: String(name.split(separator: "/")[1]))
      }
      try await installPrograms(example.programs, in: node.host)
      try await node.up()
      for (path, source) in example.files {
        #expect(try await run(["cat", path], in: node) == (try file(source)))
      }
      for path in example.mounted { _ = try await run(["test", "-x", path], in: node) }
      if example.name == "nvidia" { _ = try await run(["test", "-c", "/dev/nvidiactl"], in: node) }
      let status = try await node.nodectl("status", "--ask", "--json")
      let seen = try JSONDecoder().decode(SeenStatus.self, from: Data(status.output.utf8))
      #expect(seen.runtime.reported == "containerd://1.7.27")
      #expect(seen.runtime.dropIns == example.dropIns)
      #expect(seen.warnings.isEmpty, "\(status.output)")
      try await node.expectConverged()
      let config = try await node.nodectl("export")
      try await node.write(config.output, to: "exported.yaml")
      try await node.host.output(
        of: ["env", "K0S_NODE_IP=10.1.2.3", "docker-compose", "-f", "\(node.directory)/exported.yaml", "config", "-q"])
      let down = try await node.nodectl("down", "--volumes")
      #expect(down.status == 0, "\(down.errors)")
      #expect(try await node.leftOnEngine() == [])
    }
    try await neighbour.expectUntouched()
  }

  @Test func `status says what is not in effect, and what is not of the spec`() async throws {
    let spec = "runtime:\n  kind: containerd\n  dropIns: [downloads.toml]\n"
    try await ScenarioNode.with("effect", on: .docker, spec: { $0 + spec }) { node in
      try await node.write(try file("examples/containerd/downloads.toml"), to: "downloads.toml")
      try await node.up()
      let well = try await node.nodectl("status", "--ask")
      #expect(well.output.contains("containerd://1.7.27; drop-ins in effect: downloads.toml\n"), "\(well.output)")
      _ = try await run(["sed", "-i", "/max_concurrent/d", "/run/k0s/containerd-cri.toml"], in: node)
      _ = try await run(["cp", "/etc/k0s/containerd.d/downloads.toml", "/etc/k0s/containerd.d/x.toml"], in: node)
      let status = try await node.nodectl("status", "--ask")
      #expect(status.status == 0, "\(status.output)")
      #expect(status.output.contains("; no drop-ins\n"), "\(status.output)")
      #expect(status.output.contains("has no such io.containerd.grpc.v1.cri.max_concurrent_downloads\n"))
      #expect(status.output.contains("warning: k0s: /etc/k0s/containerd.d/x.toml is not of the spec\n"))
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a program that is not on the host: up makes nothing, not even a directory in its place`(
    engine: EngineKind
  ) async throws {
    let spec = "runtime: {kind: containerd, runtimes: {runsc: {shim: /opt/none/shim, programs: [/opt/none/runsc]}}}\n"
    try await ScenarioNode.with("absent", on: engine, spec: { $0 + spec }) { node in
      let up = try await node.nodectl("up")
      #expect(up.status == 5, "\(up.errors)")
      #expect(
        up.errors.contains("there is no /opt/none/shim: no pod of the runtime 'runsc' would start"), "\(up.errors)")
      #expect(up.errors.contains("also: there is no /opt/none/runsc"), "\(up.errors)")
      #expect(try await node.leftOnEngine() == [])
      #expect(try await node.host.run(["test", "-e", "/opt/none"]).status == 1)
    }
  }

  private struct SeenStatus: Decodable {
    struct Runtime: Decodable {
      let reported: String
      let dropIns: [String]
    }
    struct Warning: Decodable { let what: String }

    let runtime: Runtime
    let warnings: [Warning]
  }

  /// Static programs, and the device files of a driver: the null device under other names.
  private func installPrograms(_ paths: [String], in host: TestHost) async throws {
    try await host.output(
      of: ["sh", "-c", "for path; do install -D -m 755 /bin/busybox \"$path\"; done", "sh"] + paths)
    try await host.output(of: [
      "sh", "-c", "for name in nvidiactl nvidia-uvm nvidia0; do [ -e /dev/$name ] || mknod /dev/$name c 1 3; done",
    ])
  }

  /// Runs a command in the container of k0s, which must succeed.
  private func run(_ command: [String], in node: ScenarioNode) async throws -> String {
    try await node.host.output(of: [node.engine.rawValue, "exec", "\(node.name)-k0s-1"] + command)
  }

  private func file(_ path: String) throws -> String {
    try String(contentsOf: URL(filePath: TestHost.repository.appending(path).string), encoding: .utf8)
  }
}
