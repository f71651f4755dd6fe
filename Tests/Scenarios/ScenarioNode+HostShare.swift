import Testing

/// What a node takes of its engine's host, whichever way leads there.
extension ScenarioNode {
  /// Brings the node up with `metrics: host`, and takes it down: its kubelet is in a cgroup of the node's own meanwhile,
  /// and k0s the only container that sees the host.
  func expectOwnCgroupFromUpToDown(_ meanwhile: () async throws -> Void) async throws {
    try await up()
    let kubelet = try await host.output(of: ["pgrep", "-f", "/k0s/bin/kubelet.*=\(name) "])
    let pid = try #require(kubelet.split(separator: "\n").first.map(String.init))
    let cgroup = try await host.output(of: ["sh", "-c", "sed -n s/^0:://p /proc/$0/cgroup", pid])
    #expect(cgroup == "/nodectl/\(name)/kubelet\n")
    for service in ["zerotier", "crio-krun", "k0s"] {
      #expect(try await seesHost(service) == (service == "k0s"), "\(service)")
    }
    #expect(try await up().contains("up already, nothing to do"))
    try await meanwhile()
    #expect(try await nodectl("down", "--volumes").status == 0)
    #expect(try await host.run(["test", "-e", "/sys/fs/cgroup/nodectl/\(name)"]).status == 1)
  }

  /// Whether a service's container has the host's cgroup and pid namespaces.
  private func seesHost(_ service: String) async throws -> Bool {
    let pid = try await inspect(service, "{{.State.Pid}}")
    let same = try await host.run([
      "sh", "-c",
      "for ns in cgroup pid; do [ \"$(readlink /proc/$0/ns/$ns)\" = \"$(readlink /proc/1/ns/$ns)\" ] || exit 1; done",
      pid,
    ])
    return same.status == 0
  }

  /// Brings the node up and takes it down: what its kubelet changes is told, and kept on its volumes, in between.
  func expectSysctlsRememberedUntilDown() async throws {
    let panic = try await host.output(of: ["cat", "/proc/sys/kernel/panic"]).prefix { $0 != "\n" }
    let up = try await nodectl("up", "--timeout", "60s")
    #expect(up.status == 0)
    #expect(panic == "10" || up.errors.contains("kernel.panic \(panic) → 10"), "\(up.errors)")
    let format = "{{index .Labels \"nodectl.sysctls-before\"}}"
    let label = try await host.output(of: [
      engine.rawValue, "volume", "inspect", "--format", format, "\(name)_k0s-run",
    ])
    #expect(label.contains("kernel.panic=\(panic),"), "\(label)")
    #expect(try await nodectl("down").status == 0)
  }
}
