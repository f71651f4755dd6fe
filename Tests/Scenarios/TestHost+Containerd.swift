import TestSupport
import Testing

extension TestHost {
  /// Whether its containerd is 2, whose configuration has other names than that of 1.7.
  var hasContainerd2: Bool {
    get async throws { try await output(of: ["containerd", "--version"]).contains("/v2 ") }
  }

  /// The version of k0s that has such a containerd.
  var k0sVersion: String { get async throws { try await hasContainerd2 ? "v1.36.1+k0s.0" : "v1.34.1+k0s.0" } }

  /// Runs the body while a containerd runs with the drop-ins of an export.
  ///
  /// As k0s has it: their tables in one file, as containerd takes the last of several that configure one plugin. On an
  /// engine's host, what is below `/etc/k0s` is nobody else's.
  func withContainerd(
    configuredBy node: ScenarioNode, _ body: (_ client: [String], _ configuration: String) async throws -> Void
  ) async throws {
    let version = try await hasContainerd2 ? 3 : 2
    try await node.installRuntimeFiles()
    try await output(of: [
      "sh", "-c",
      """
      { echo "version = $0"; sed '/^version *=/d' /etc/k0s/containerd.d/*.toml; } >/etc/k0s/containerd-cri.toml
      """, "\(version)",
    ])
    let configuration = "version = \(version)\nimports = [\"/etc/k0s/containerd-cri.toml\"]\n"
    try await output(of: ["sh", "-c", "cat >/etc/k0s/containerd.toml"], input: configuration)
    try await output(of: [
      "sh", "-c",
      """
      setsid containerd --config /etc/k0s/containerd.toml --root /var/lib/probe --state /run/probe \\
        --address /run/probe.sock >/var/log/probe.log 2>&1 </dev/null & echo $! >/run/probe.pid
      """,
    ])
    let client = ["ctr", "--address", "/run/probe.sock"]
    try await ending(with: ["sh", "-c", "kill $(cat /run/probe.pid); rm -rf /etc/k0s"]) {
      try await eventually { try await run(client + ["version"]).status == 0 }
      try await body(client, "/etc/k0s/containerd.toml")
    }
  }
}

extension ScenarioNode {
  /// Puts the runtime's files of an export where they would be in the container.
  func installRuntimeFiles() async throws {
    try await nodectl("export", "-o", "out").succeeded()
    try await host.output(of: [
      "sh", "-c",
      """
      cd "$0" && sed -n 's/^ *- \\.\\/config\\/\\(.*\\):\\(\\/.*\\):ro$/\\1 \\2/p' compose.yaml |
        while read -r name path; do install -D -m 644 "config/$name" "$path"; done
      """, "\(directory)/out",
    ])
  }
}
