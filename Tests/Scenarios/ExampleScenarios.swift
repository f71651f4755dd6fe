import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// Specs of examples/ whose runtime is the host's, or that measure it, brought up as they stand there.
@Suite(.engineTest, .serialized) struct ExampleScenarios {
  private static let host = TestHost("examples", .plain)

  @Test(arguments: EngineKind.allCases)
  func `external: the kubelet asks the host's runtime, by the configuration of the golden file`(engine: EngineKind)
    async throws
  {
    try await ScenarioNode.with(example: "external", on: engine, host: Self.host) { node in
      try await withRuntime(at: "/run/containerd/containerd.sock", on: Self.host) {
        try await expectLife(of: node) {
          try await expectGolden("external.conf", node.read("/etc/nodectl/kubelet.d/nodectl.conf", in: "k0s"))
          try await expectGolden("external.command", node.command(of: "k0s"))
          try await node.expectSocket("/run/containerd/containerd.sock")
        }
      }
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `cri-dockerd: the kubelet has its profile, and its data where the host's Docker has them`(engine: EngineKind)
    async throws
  {
    try await ScenarioNode.with(example: "cri-dockerd", on: engine, host: .systemd) { node in
      try await withRuntime(at: "/var/run/cri-dockerd.sock", on: .systemd) {
        try await expectLife(of: node) {
          try await expectGolden("cri-dockerd.conf", node.read("/etc/nodectl/kubelet.d/nodectl.conf", in: "k0s"))
          try await expectGolden("cri-dockerd.command", node.command(of: "k0s"))
          try await node.expectSocket("/var/run/cri-dockerd.sock")
        }
      }
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `metrics: k0s has its owner's labels, taints and flags, and the exporter its image`(engine: EngineKind)
    async throws
  {
    try await ScenarioNode.with(example: "metrics", on: engine, host: Self.host) { node in
      try await expectLife(of: node) {
        try await expectGolden("metrics.command", node.command(of: "k0s"))
        try await expectGolden("metrics-exporter.command", node.command(of: "node-exporter"))
        #expect(
          try await node.inspect("node-exporter", "{{.Config.Image}}") == "quay.io/prometheus/node-exporter:v1.8.2")
      }
    }
  }

  // MARK: What is common to them

  /// Brings the node up, and takes it away so that nothing is left and the neighbour has noticed nothing.
  private func expectLife(of node: ScenarioNode, _ body: () async throws -> Void) async throws {
    let neighbour = try await node.host.neighbour(on: node.engine)
    try await node.up("--engine", node.engine.rawValue)
    try await body()
    try await node.expectConverged()
    let down = try await node.nodectl("down", "--volumes", "--purge")
    #expect(down.status == 0, "\(down.errors)")
    #expect(try await node.leftOnEngine() == [])
    try await neighbour.expectUntouched()
  }

  /// Runs the body while something listens as a runtime of the host's does.
  private func withRuntime(at socket: String, on host: TestHost, _ body: () async throws -> Void) async throws {
    try await host.output(of: [
      "sh", "-c",
      """
      mkdir -p "${0%/*}" && [ ! -e "$0" ] || exit
      setsid socat UNIX-LISTEN:"$0",fork EXEC:cat >/dev/null 2>&1 </dev/null & echo $! >/run/example-runtime.pid
      """, socket,
    ])
    let end = ["sh", "-c", "kill $(cat /run/example-runtime.pid); rm -f \"$0\" /run/example-runtime.pid", socket]
    try await host.ending(with: end) {
      try await eventually { try await host.run(["test", "-S", socket]).status == 0 }
      try await body()
    }
  }

  private func expectGolden(
    _ file: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = TestHost.repository.appending("Tests/Fixtures/examples/\(file)").string
    let golden = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    #expect(text == golden, sourceLocation: sourceLocation)
  }
}

extension ScenarioNode {
  fileprivate func read(_ path: String, in service: String) async throws -> String {
    try await host.output(of: [engine.rawValue, "exec", "\(name)-\(service)-1", "cat", path])
  }

  /// The arguments that a service was made with, one a line.
  fileprivate func command(of service: String) async throws -> String {
    try await host.output(of: [
      engine.rawValue, "inspect", "--format", "{{range .Config.Cmd}}{{println .}}{{end}}", "\(name)-\(service)-1",
    ]).split(separator: "\n").map { "\($0)\n" }.joined()
  }

  fileprivate func expectSocket(_ path: String) async throws {
    let test = [engine.rawValue, "exec", "\(name)-k0s-1", "test", "-S", path]
    #expect(try await host.run(test).status == 0)
  }
}
