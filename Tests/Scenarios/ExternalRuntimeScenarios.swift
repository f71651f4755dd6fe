import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// Nodes whose pods a runtime of the host's runs.
@Suite(.engineTest, .serialized) struct ExternalRuntimeScenarios {
  @Test(arguments: EngineKind.allCases)
  func `pods of the host's runtime outlive their node: down lists them and fails, and nobody ends them`(
    engine: EngineKind
  ) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await withRuntime("external", on: engine) { node, socket in
      let up = try await node.nodectl("up", "--timeout", "60s")
      try #require(up.status == 0, "\(up.errors)")
      #expect(up.errors.contains("its pods run outside of the node's containers, by the runtime at \(socket)"))
      try await expectFiles(of: node)
      try await node.expectConverged()

      let pod = try await startPod(of: node)
      let down = try await node.nodectl("down", "--volumes")
      #expect(down.status == 7)
      #expect(
        down.errors.contains(
          "process \(pod) (sleep 1000) in \(cgroup(of: node))/kubepods/besteffort/pod1: it is in a pod"),
        "\(down.errors)")
      #expect(down.errors.contains("crictl --runtime-endpoint unix://\(socket) pods"))
      #expect(try await node.leftOnEngine() == [])
      let reap = try await node.nodectl("reap", node.name, "--data-dir", "\(node.directory)/k0s-data")
      #expect(reap.status == 7)
      #expect(try await node.host.run(["kill", "-0", pod]).status == 0, "whoever runs it is to end it")

      try await node.host.output(of: ["kill", "-9", pod])
      let cleared = try await node.nodectl("reap", node.name, "--data-dir", "\(node.directory)/k0s-data")
      #expect(cleared.status == 0, "\(cleared.output)\(cleared.errors)")
      #expect(try await node.host.run(["test", "-e", "/sys/fs/cgroup\(cgroup(of: node))"]).status == 1)
    }
    try await neighbour.expectUntouched()
  }

  @Test(arguments: EngineKind.allCases)
  func `a runtime that is not there, and one that another node has, are refused with nothing made`(
    engine: EngineKind
  ) async throws {
    try await withRuntime("taken", on: engine) { node, socket in
      try await node.up("--wait", "started")
      try await ScenarioNode.with("late", on: engine, spec: { $0 + Self.runtime(socket) }) { late in
        let up = try await late.nodectl("up")
        #expect(up.status == 5)
        #expect(
          up.errors.contains("the container runtime at \(socket) belongs to the node \(node.name)"), "\(up.errors)")
        try await late.edit { $0.replacing(socket, with: "/run/nobody.sock") }
        let missing = try await late.nodectl("up")
        #expect(missing.status == 5)
        #expect(missing.errors.contains("there is no socket at /run/nobody.sock"), "\(missing.errors)")
        #expect(try await late.leftOnEngine() == [])
        #expect(try await late.host.run(["test", "-e", "/run/nobody.sock"]).status == 1)
      }
      #expect(try await node.nodectl("down", "--volumes").status == 0)
    }
  }

  @Test func `where systemd makes cgroups the kubelet reaches it, in a slice of the node's own`() async throws {
    let driver = { (text: String) in
      text.replacing("  kind: external", with: "  kind: cri-dockerd").replacing("  cgroupDriver: cgroupfs\n", with: "")
        .replacing("  version:", with: "  profile: systemd-docker-cri\n  version:")
    }
    try await withRuntime("slice", on: .docker, host: .systemd, spec: driver) { node, _ in
      let up = try await node.nodectl("up", "--timeout", "90s")
      try #require(up.status == 0, "\(up.errors)")
      let slice = "/nodectl_pods.slice/nodectl_pods-\(node.name.replacing("-", with: "_")).slice"
      #expect(try await node.host.run(["test", "-d", "/sys/fs/cgroup\(slice)"]).status == 0)
      try await node.host.output(of: [
        node.engine.rawValue, "exec", "\(node.name)-k0s-1", "test", "-S", "/run/systemd/private",
      ])
      let down = try await node.nodectl("down", "--volumes")
      #expect(down.status == 0, "\(down.errors)")
      #expect(try await node.host.run(["test", "-e", "/sys/fs/cgroup/nodectl_pods.slice"]).status == 1)
    }
  }

  private static func runtime(_ socket: String) -> String {
    "runtime:\n  kind: external\n  socket: remote:unix://\(socket)\n  cgroupDriver: cgroupfs\n"
  }

  /// A node beside something that listens as a runtime of the host's does.
  private func withRuntime(
    _ name: String, on engine: EngineKind, host: TestHost = .plain, spec: (String) -> String = { $0 },
    _ body: (ScenarioNode, _ socket: String) async throws -> Void
  ) async throws {
    let socket = "/run/\(name)-\(engine.rawValue).sock"
    try await host.output(of: [
      "sh", "-c",
      "setsid socat UNIX-LISTEN:\"$0\",fork EXEC:cat >/dev/null 2>&1 </dev/null & echo $! >\"$0.pid\"", socket,
    ])
    try await host.ending(with: ["sh", "-c", "kill $(cat \"$0.pid\"); rm -f \"$0\" \"$0.pid\"", socket]) {
      try await eventually { try await host.run(["test", "-S", socket]).status == 0 }
      try await ScenarioNode.with(name, on: engine, host: host, spec: { spec($0 + Self.runtime(socket)) }) { node in
        try await body(node, socket)
      }
    }
  }

  /// Starts a process as a runtime of the host's would, in the cgroup that the kubelet names; gives its pid.
  private func startPod(of node: ScenarioNode) async throws -> String {
    let script = """
      mkdir -p "$0" && echo $$ >"$0/cgroup.procs" &&
        { setsid unshare --mount sleep 1000 >/dev/null 2>&1 </dev/null & } && echo $!
      """
    let path = "/sys/fs/cgroup\(cgroup(of: node))/kubepods/besteffort/pod1"
    let pid = try await node.host.output(of: ["sh", "-c", script, path]).prefix { $0 != "\n" }
    try await eventually {
      try await node.host.run(["cat", "/proc/\(pid)/cmdline"]).output.hasPrefix("sleep")
    }
    return String(pid)
  }

  private func cgroup(of node: ScenarioNode) -> String { "/nodectl-pods/\(node.name)" }

  /// What the golden file has of the configuration is what the container has.
  private func expectFiles(of node: ScenarioNode) async throws {
    let golden = TestHost.repository.appending("Tests/Fixtures/external-kubelet.conf").string
    let expected = try String(contentsOf: URL(filePath: golden), encoding: .utf8)
      .replacing("/srv/edge/k0s-data", with: "\(node.directory)/k0s-data")
    let read = try await node.host.output(of: [
      node.engine.rawValue, "exec", "\(node.name)-k0s-1", "cat", "/etc/nodectl/kubelet.d/nodectl.conf",
    ])
    #expect(read == expected)
    let identity = ["stat", "-c", "%d:%i"]
    let outside = try await node.host.output(of: identity + ["\(node.directory)/k0s-data"])
    for inside in ["/var/lib/k0s", "\(node.directory)/k0s-data"] {
      let seen = try await node.host.output(
        of: [node.engine.rawValue, "exec", "\(node.name)-k0s-1"] + identity + [inside])
      #expect(seen == outside, "\(inside)")
    }
  }
}
