import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// A node whose k0s has the host's processes and cgroups, and leaves its own.
struct EscapedNode: Sendable {
  /// A process as an observer of its own knows it, nothing of nodectl's.
  struct Process: Hashable, Sendable {
    let pid: String
    let startTime: String
    let cgroup: String
  }

  let node: ScenarioNode

  var host: TestHost { node.host }
  var name: String { node.name }

  /// Runs the body with a node that is up, of a stand-in of this kind; takes away what is left, however.
  static func with(
    _ name: String, _ kind: String, on engine: EngineKind, links: [String: String] = [:],
    spec: @escaping (String) -> String = { $0 },
    _ body: (EscapedNode) async throws -> Void
  ) async throws {
    let image = "docker.io/k0sproject/k0s:v1.34.1-k0s.0-\(kind)"
    try await TestHost.plain.load(image, into: engine)
    let change = { (text: String) in text.replacing("k0s:\n", with: "k0s:\n  image: \(image)\n") + "metrics: host\n" }
    try await ScenarioNode.with(name, on: engine, spec: { spec(change($0)) }) { node in
      let escaped = EscapedNode(node: node)
      for (link, target) in links {
        try await node.host.output(of: [
          "sh", "-c", "mkdir -p \"$0/$2\" && ln -s \"$2\" \"$0/$1\"", node.directory, link, target,
        ])
      }
      try await node.up()
      let processes = try await escaped.processes()
      do {
        try await body(escaped)
      } catch {
        await escaped.kill(processes)
        throw error
      }
      await escaped.kill(processes)
    }
  }

  /// Brings up the file that crio-krun has published, with the host's processes and cgroups for k0s, as users run it.
  func composeUp() async throws {
    let templates = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
      .appending("templates/classic.yaml")
    let text = try String(contentsOfFile: templates.string, encoding: .utf8)
    try await node.write(text.replacing("9994:", with: "9871:"), to: "compose.yaml")
    try await node.write(
      """
      services:
        k0s:
          image: docker.io/k0sproject/k0s:v1.34.1-k0s.0-escapequiet
          pid: host
          cgroup: host
      """, to: "override.yaml")
    let identity = node.identity.split(separator: ":").prefix(3).joined(separator: ":")
    try await node.write(
      """
      K0S_NODE_NAME=\(name)
      ZT_ID_PUB=\(identity)
      ZT_ID_SEC=\(node.identity)
      ZT_NET=8056c2e21c000001
      K0S_VERSION=v1.34.1-k0s.0
      K0S_JOIN_TOKEN=\(SampleSecrets.joinToken)
      K0S_NODE_IP=10.1.2.3

      """, to: ".env")
    try await host.output(of: compose("up", "--detach", "--wait"))
    try await host.output(of: [
      "timeout", "60", "sh", "-c", "until pgrep -f '^sleep 1000003' >/dev/null; do sleep 0.1; done",
    ])
  }

  func compose(_ arguments: String...) -> [String] {
    [
      "sh", "-c", "cd \"$0\" && exec docker-compose -f compose.yaml -f override.yaml -p \"$@\"", node.directory, name,
    ] + arguments
  }

  /// Every process in the UTS namespace of k0s's container, which none of the stand-in's kinds leaves; none where the
  /// container does not run.
  func processes() async throws -> Set<Process> {
    let main = try await node.inspect("k0s", "{{.State.Pid}}")
    let output = try await host.output(of: [
      "sh", "-c",
      """
      uts=$(readlink /proc/$0/ns/uts) || exit 0
      for process in /proc/[0-9]*; do
        [ "$(readlink $process/ns/uts)" = "$uts" ] || continue
        echo "${process#/proc/} $(sed 's/.*) //' $process/stat | cut -d' ' -f20) $(sed -n s/^0:://p $process/cgroup)"
      done 2>/dev/null
      """, main,
    ])
    return Set(
      output.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ", maxSplits: 2).map(String.init)
        guard fields.count > 1 else { return nil }  // it has ended while it was looked at
        return Process(pid: fields[0], startTime: fields[1], cgroup: fields.count > 2 ? fields[2] : "")
      })
  }

  /// Those processes that are there to stay, and not an engine's probe of a container's health.
  func lasting() async throws -> Set<Process> { try await processes().intersection(try await processes()) }

  /// Those that still live.
  func survivors(_ processes: Set<Process>) async throws -> [String] {
    let list = processes.map { "\($0.pid) \($0.startTime)\n" }.joined()
    let output = try await host.output(
      of: [
        "sh", "-c",
        """
        while read -r pid start; do
          set -- $(sed 's/.*) //' /proc/$pid/stat 2>/dev/null)
          [ "${20}" != "$start" ] || [ "$1" = Z ] || echo "$pid $(tr '\\0' ' ' </proc/$pid/cmdline)"
        done
        """,
      ], input: list)
    return output.split(separator: "\n").map(String.init)
  }

  /// Checks that none of the node's processes, mounts, cgroups, containers, networks and volumes is there.
  func expectGone(_ processes: Set<Process>, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    #expect(try await survivors(processes) == [], sourceLocation: sourceLocation)
    #expect(try await node.leftOnEngine() == [], sourceLocation: sourceLocation)
    let mounts = try await host.output(of: ["sh", "-c", "grep -F \"$0/\" /proc/self/mountinfo; :", node.directory])
    #expect(mounts == "", sourceLocation: sourceLocation)
    let cgroups = try await host.output(of: ["sh", "-c", "ls -d /sys/fs/cgroup/nodectl/\"$0\" 2>/dev/null; :", name])
    #expect(cgroups == "", sourceLocation: sourceLocation)
  }

  /// Kills k0s itself, not those that it has started.
  func endMainProcess() async throws {
    try await host.output(of: ["kill", "-KILL", try await node.inspect("k0s", "{{.State.Pid}}")])
  }

  /// Takes the containers away as someone without nodectl does, from what lives on.
  func removeContainers() async throws {
    for service in ["k0s", "crio-krun", "zerotier"] {
      _ = try await host.run([node.engine.rawValue, "stop", "--time", "1", "\(name)-\(service)-1"])
      try await host.output(of: [node.engine.rawValue, "rm", "--force", "\(name)-\(service)-1"])
    }
    for volume in try await node.leftOnEngine() {
      _ = try await host.run([node.engine.rawValue, "volume", "rm", volume])
      _ = try await host.run([node.engine.rawValue, "network", "rm", volume])
    }
  }

  private func kill(_ processes: Set<Process>) async {
    for survivor in (try? await survivors(processes)) ?? [] {
      _ = try? await host.run(["kill", "-KILL", String(survivor.prefix { $0 != " " })])
    }
  }
}
