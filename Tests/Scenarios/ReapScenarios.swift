import TestSupport
import Testing

/// What nobody took away when the containers went: processes, mounts, data.
@Suite(.engineTest, .serialized) struct ReapScenarios {
  @Test(arguments: EngineKind.allCases)
  func `reap ends what is left of a node that nodectl never knew, by its data alone`(engine: EngineKind) async throws {
    try await EscapedNode.with("reap", "escapequiet", on: engine) { node in
      let escaped = try await node.processes()
      let data = "\(node.node.directory)/k0s-data"
      let running = try await node.node.nodectl("reap", "--data-dir", data)
      #expect(running.status == 7)
      #expect(running.output.contains("in use by a container that runs"), "\(running.output)")
      try await node.removeContainers()
      let dry = try await node.node.nodectl("reap", "--data-dir", data, "--dry-run", "--json")
      #expect(dry.output.contains("\"reason\""), "\(dry.output)")
      #expect(try await node.survivors(escaped) != [])
      // A name that begins alike is another's.
      #expect(try await node.node.nodectl("reap", "--data-dir", data + "2").output.contains("nothing is left"))
      #expect(try await node.survivors(escaped) != [])
      let reap = try await node.node.nodectl("reap", node.name, "--data-dir", data)
      #expect(reap.status == 0, "\(reap.output)\(reap.errors)")
      try await node.expectGone(escaped)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `what leaked below a data directory goes, busy or not, and the data only where that is asked for`(
    engine: EngineKind
  ) async throws {
    let spec = { (text: String) in text + "dataDir: ./link/k0s data\n" }
    try await EscapedNode.with("leak", "leak", on: engine, links: ["link": "real"], spec: spec) { node in
      let directory = node.node.directory
      let (real, pod) = ("\(directory)/real/k0s data", "kubelet/pods")
      try await node.host.output(of: [
        "sh", "-c", "mkdir -p \"$0\" \"${0}2/x\" && mount -t tmpfs other \"${0}2/x\"", real,
      ])
      let leaked = try await node.host.output(of: ["sh", "-c", "grep -c 'k0s.040data/' /proc/self/mountinfo"])
      #expect(Int(leaked.prefix { $0.isNumber }) ?? 0 > 0)
      let busy = try await node.host.output(of: [
        "sh", "-c", "cd \"$0/\(pod)\"/*/volumes/*/* && (setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo $!)", real,
      ])
      let pid = String(busy.prefix { $0.isNumber })
      let down = try await node.node.nodectl("down", "--volumes")
      #expect(down.status == 0, "\(down.errors)")
      let mounts = try await node.host.output(of: ["sh", "-c", "grep k0s.040data /proc/self/mountinfo; :"])
      #expect(mounts.split(separator: "\n").count == 1 && mounts.contains("data2/x"), "\(mounts)")
      #expect(try await node.host.run(["kill", "-0", pid]).status == 0, "who works in a mount is left alone")
      #expect(try await node.host.run(["ls", "\(real)/kubelet"]).status == 0, "the data stays")
      let purge = try await node.node.nodectl("down", "--purge")
      #expect(purge.status == 0, "\(purge.errors)")
      #expect(try await node.host.run(["ls", real]).status != 0)
      #expect(try await node.host.run(["ls", "\(real)2/x"]).status == 0)
      try await node.host.output(of: ["sh", "-c", "kill $0; umount \"${1}2/x\"", pid, real])
    }
  }

  @Test func `reap ends what the published compose file leaves under docker compose`() async throws {
    let neighbour = try await TestHost.plain.neighbour(on: .docker)
    try await TestHost.plain.load("docker.io/k0sproject/k0s:v1.34.1-k0s.0-escapequiet", into: .docker)
    try await ScenarioNode.with("published", on: .docker) { node in
      let published = EscapedNode(node: node)
      try await published.composeUp()
      let escaped = try await published.processes()
      try await node.host.output(of: published.compose("down", "--volumes", "--timeout", "3"))
      #expect(try await published.survivors(escaped) != [])
      let reap = try await node.nodectl("reap", "--data-dir", "k0s-data")
      #expect(reap.status == 0, "\(reap.output)\(reap.errors)")
      try await published.expectGone(escaped)
      try await neighbour.expectUntouched()
    }
    try await neighbour.expectUntouched()
  }
}
