import FoundationEssentials
import TestSupport
import Testing

/// Engines behind ssh, by a real sshd, at which only what goes through the connection is known of the host.
@Suite(.engineTest, .serialized) struct SSHScenarios {
  private static func spec(_ text: String, _ engine: EngineKind) -> String {
    text.replacing("engine: \(engine.rawValue)", with: "engine: \(TestHost.sshAddress(of: engine))")
  }

  @Test(arguments: EngineKind.allCases)
  func `a node comes up, is looked at and goes, by one connection for each command, which ends with it`(
    engine: EngineKind
  ) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await TestHost.plain.startSSH()
    try await ScenarioNode.with("ssh", on: engine, spec: { Self.spec($0, engine) }) { node in
      let logins = try await node.host.logins()
      try await node.up("--wait", "healthy")
      #expect(try await node.host.logins() == logins + 1)
      #expect(try await node.host.connections() == [])
      try await node.expectConverged()
      let status = try await node.nodectl("status")
      #expect(status.output.contains(TestHost.sshAddress(of: engine)), "\(status.output)")
      let logs = try await node.nodectl("logs", "k0s", "--tail", "1")
      #expect(logs.status == 0 && !logs.output.isEmpty, "\(logs.errors)")
      let down = try await node.nodectl("down", "--volumes", "--purge")
      #expect(down.status == 0, "\(down.errors)")
      #expect(try await node.leftOnEngine() == [])
      #expect(try await node.host.run(["ls", "\(node.directory)/k0s-data"]).status != 0, "it was purged")
      #expect(try await node.host.connections() == [])
    }
    try await neighbour.expectUntouched()
  }

  @Test(arguments: EngineKind.allCases)
  func `doctor says of the engine's host what it says there, and up does not begin on a host that is unfit`(
    engine: EngineKind
  ) async throws {
    try await TestHost.plain.startSSH()
    try await ScenarioNode.with("sshdoctor", on: engine) { node in
      let here = try await findings(node, "--engine", "unix://\(engine.socket)")
      let there = try await findings(node, "--engine", TestHost.sshAddress(of: engine))
      #expect(here.count > 10)
      #expect(there == here)

      let data = "\(node.directory)/k0s-data"
      try await node.host.output(of: [
        "sh", "-c", "mkdir -p \"$0\" && mount --bind \"$0\" \"$0\" && mount --make-private \"$0\"", data,
      ])
      let up = try await node.nodectl("up", "--engine", TestHost.sshAddress(of: engine))
      try await node.host.output(of: ["umount", data])
      #expect(up.status == 5)
      #expect(up.errors.contains("does not lie on a shared mount"), "\(up.errors)")
      #expect(try await node.leftOnEngine() == [])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `what has left its container's cgroup is ended over ssh too`(engine: EngineKind) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await TestHost.plain.startSSH()
    try await EscapedNode.with("sshescape", "escape", on: engine) { node in
      let escaped = try await node.processes()
      let down = try await node.host.run([
        "nodectl", "down", "--volumes", node.name, "--engine", TestHost.sshAddress(of: engine),
      ])
      #expect(down.status == 0, "\(down.errors)")
      try await node.expectGone(escaped)
      let reap = try await node.host.run([
        "nodectl", "reap", "--data-dir", "\(node.node.directory)/k0s-data", "--engine",
        TestHost.sshAddress(of: engine),
      ])
      #expect(reap.status == 0 && reap.output.contains("nothing is left"), "\(reap.output)\(reap.errors)")
    }
    try await neighbour.expectUntouched()
  }

  @Test(arguments: EngineKind.allCases)
  func `the host gives a node what it gives one from there: a cgroup of its own, and kernel settings to remember`(
    engine: EngineKind
  ) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await TestHost.plain.startSSH()
    let spec = { Self.spec($0, engine) }
    try await ScenarioNode.with("sshmetrics", on: engine, spec: { spec($0) + "metrics: host\n" }) { node in
      try await node.expectOwnCgroupFromUpToDown { try await neighbour.expectUntouched() }
    }
    try await ScenarioNode.with("sshsysctls", on: engine, spec: spec) { node in
      try await node.expectSysctlsRememberedUntilDown()
    }
    try await neighbour.expectUntouched()
  }

  @Test(arguments: ["INT", "KILL"])
  func `interrupted or killed, ssh ends with it, and the next up goes on`(signal: String) async throws {
    try await TestHost.plain.startSSH()
    try await slowNode("sshcut\(signal.lowercased())") { node in
      let up = try await node.host.run([
        "sh", "-c", "cd \"$0\" && exec timeout --preserve-status --signal \"$1\" 2 nodectl up", node.directory, signal,
      ])
      #expect(up.status == (signal == "INT" ? 130 : 137), "\(up.errors)")
      try await eventually { try await node.host.connections().allSatisfy { !$0.contains("ssh -T") } }
      try await node.up("--wait", "healthy")
      #expect(try await node.host.connections() == [])
    }
  }

  @Test func `a connection that breaks in the middle is told in ssh's words, and the next up goes on`() async throws {
    try await TestHost.plain.startSSH()
    try await slowNode("sshlost") { node in
      let up = try await node.host.run([
        "sh", "-c",
        """
        cd "$0" && {
          until docker inspect "$1-zerotier-1" >/dev/null 2>&1; do sleep 0.1; done
          pkill -f '[s]shd.*: root@notty'
        } & cd "$0" && exec nodectl up
        """, node.directory, node.name,
      ])
      #expect(up.status == 1)
      #expect(up.errors.contains("the connection broke, of ssh -l root "), "\(up.errors)")
      // Its words depend on whether it was writing just then.
      #expect(up.errors.contains(/closed by remote host|Connection reset by peer/), "\(up.errors)")
      try await node.up("--wait", "healthy")
    }
  }

  @Test func `what ssh says when it refuses is told, and nothing is asked`() async throws {
    let host = TestHost.plain
    try await host.startSSH()
    for (address, words) in [
      ("ssh://root@127.0.0.2:\(TestHost.sshPort)", "Host key verification failed."),
      ("ssh://daemon@localhost:\(TestHost.sshPort)", "Permission denied (publickey"),
      ("ssh://root@localhost:1", "Connection refused"),
      ("ssh://root@localhost:\(TestHost.sshPort)/run/nothing.sock", "nothing answers as ssh://root@localhost"),
    ] {
      let list = try await host.run(["nodectl", "list", "--engine", address])
      #expect(list.status == 4)
      #expect(list.errors.contains(words), "\(list.errors)")
    }
    #expect(try await host.connections() == [])
  }

  @Test(arguments: EngineKind.allCases)
  func `a connection of Podman's leads to its engine, and a context of Docker's to its own`(engine: EngineKind)
    async throws
  {
    try await TestHost.plain.startSSH()
    try await ScenarioNode.with("sshname", on: engine) { node in
      let (name, address) = ("there-\(engine.rawValue)", TestHost.sshAddress(of: engine))
      let (make, remove) =
        switch engine {
        case .docker: (["docker", "context", "create", name, "--docker", "host=\(address)"], ["context", "rm", name])
        case .podman: (["podman", "system", "connection", "add", name, address], ["system", "connection", "rm", name])
        }
      try await node.host.output(of: make)
      let found = try await findings(node, "--engine", name).first { $0.check == "engine" }
      try await node.host.output(of: [engine.rawValue] + remove)
      #expect(found?.what.lowercased().hasPrefix("\(engine.rawValue) ") == true, "\(found?.what ?? "")")
    }
  }

  /// A node on Docker behind ssh, whose ZeroTier takes its time.
  private func slowNode(_ name: String, _ body: (ScenarioNode) async throws -> Void) async throws {
    let image = "docker.io/zerotier/zerotier:1.14.2-slow"
    try await TestHost.plain.load(image, into: .docker)
    let spec = { (text: String) in
      Self.spec(text, .docker).replacing("zerotier:\n", with: "zerotier:\n  image: \(image)\n")
    }
    try await ScenarioNode.with(name, on: .docker, spec: spec, body)
  }

  private struct Report: Decodable {
    struct Finding: Decodable, Hashable {
      let check: String
      let severity: String
      let what: String
    }

    let findings: [Finding]
  }

  /// All but what is measured, and what changes by the second.
  private func findings(_ node: ScenarioNode, _ arguments: String...) async throws -> Set<Report.Finding> {
    let doctor = try await node.host.run(
      ["sh", "-c", "cd \"$0\" && exec nodectl doctor --json \"$@\"", node.directory] + arguments)
    let reports = try JSONDecoder().decode([Report].self, from: Data(doctor.output.utf8))
    // Disks are measured here alone; other nodes, and what they leave, come and go on this host meanwhile.
    let changing = ["usage", "disk", "other-nodes", "leftovers"]
    return Set((reports.first?.findings ?? []).filter { !changing.contains($0.check) })
  }
}
