import Testing

/// What goes wrong on real engines, and what the user is told.
@Suite(.engineTest, .serialized) struct FailureScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a network that does not let the node in: not ready, with what the check and the log say`(engine: EngineKind)
    async throws
  {
    let image = "docker.io/zerotier/zerotier:1.14.2-denied"
    try await TestHost.plain.load(image, into: engine)
    try await ScenarioNode.with("denied", on: engine, spec: { $0.withZeroTierImage(image) }) { node in
      let up = try await node.nodectl("up", "--timeout", "4s")
      #expect(up.status == 6)
      #expect(up.errors.contains("error: \(node.name): zerotier: not healthy within 4.0s\n"), "\(up.errors)")
      #expect(up.errors.contains("the last lines of zerotier:\n"))
      #expect(up.errors.contains("\(engine.rawValue) logs \(node.name)-zerotier-1"))
      #expect(try await node.inspect("zerotier", "{{.State.Status}}") == "running", "it stays to be looked at")
      let status = try await node.nodectl("status")
      #expect(status.status == 6)
      #expect(try await node.nodectl("down", "--volumes").status == 0)
      #expect(try await node.leftOnEngine() == [])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a container that ends at once: failed, with its code`(engine: EngineKind) async throws {
    let image = "docker.io/zerotier/zerotier:1.14.2-exits"
    try await TestHost.plain.load(image, into: engine)
    let spec = { (spec: String) in
      spec.withZeroTierImage(image).replacing("hostPort: auto", with: "hostPort: 9881")
    }
    try await ScenarioNode.with("exits", on: engine, spec: spec) { node in
      try await node.expectUp(
        "--timeout", "60s", failsWith: 1, saying: "zerotier: it ends as soon as it has started, last with code 3\n")
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `an image that is nowhere: failed, and nothing was created`(engine: EngineKind) async throws {
    try await ScenarioNode.with("noimage", on: engine, spec: { $0.withZeroTierImage("localhost:1/none/such:1") }) {
      node in
      let up = try await node.nodectl("up")
      #expect(up.status == 1)
      #expect(up.errors.contains("cannot pull localhost:1/none/such:1"), "\(up.errors)")
      #expect(try await node.leftOnEngine().filter { $0.hasSuffix("-1") } == [])
      let never = try await node.nodectl("up", "--pull", "never")
      #expect(never.errors.contains("is not on the engine, and --pull never forbids to pull it"), "\(never.errors)")
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a UDP port that another has: failed with the port, and 'auto' finds the next`(engine: EngineKind) async throws {
    try await ScenarioNode.with("port", on: engine, spec: { $0.replacing("hostPort: auto", with: "hostPort: 9990") }) {
      node in
      try await node.host.output(of: [
        "sh", "-c",
        """
        setsid socat UDP-LISTEN:9990 /dev/null >/dev/null 2>&1 & echo $! > /run/port.pid
        until ss -Hlun sport = :9990 | grep -q .; do sleep 0.05; done
        """,
      ])
      let up = try await node.nodectl("up")
      #expect(up.status == 5)
      #expect(up.errors.contains("UDP port 9990 of the host is taken"), "\(up.errors)")
      #expect(up.errors.contains("set another port as zerotier.hostPort, or 'auto'"))
      try await node.edit { $0.replacing("hostPort: 9990", with: "hostPort: auto") }
      try await node.up()
      try await node.host.output(of: ["sh", "-c", "kill $(cat /run/port.pid)"])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a name that another's container has: failed, and the other is not touched`(engine: EngineKind) async throws {
    try await ScenarioNode.with("name", on: engine) { node in
      let taken = "\(node.name)-zerotier-1"
      try await node.host.output(
        of: [
          engine.rawValue, "run", "--detach", "--network", "none", "--name", taken, "docker.io/library/busybox:latest",
          "sleep", "3600",
        ])
      let before = try await node.inspect("zerotier", "{{.State.Pid}} {{.State.StartedAt}}")
      let up = try await node.nodectl("up")
      #expect(up.status == 1)
      #expect(
        up.errors.contains("there is a container named \(taken) that does not belong to this node"), "\(up.errors)")
      #expect(try await node.nodectl("down").status == 0)
      #expect(try await node.inspect("zerotier", "{{.State.Pid}} {{.State.StartedAt}}") == before)
      try await node.host.output(of: [engine.rawValue, "rm", "--force", taken])
    }
  }

  @Test(arguments: EngineKind.allCases, [("volume", "crio-data"), ("network", "default")])
  func `a name that another's volume or network has: failed, and the other is not touched`(
    engine: EngineKind, taken: (kind: String, name: String)
  ) async throws {
    try await ScenarioNode.with("\(taken.kind)name", on: engine) { node in
      let name = "\(node.name)_\(taken.name)"
      try await node.host.output(of: [engine.rawValue, taken.kind, "create", "--label", "theirs=yes", name])
      let up = try await node.nodectl("up")
      #expect(up.status == 1)
      #expect(
        up.errors.contains("there is a \(taken.kind) named \(name) that does not belong to this node"), "\(up.errors)")
      #expect(try await node.nodectl("down", "--volumes").status == 0)
      #expect(try await node.leftOnEngine() == [name], "nothing was made, and theirs is still there")
      try await node.host.output(of: [engine.rawValue, taken.kind, "rm", name])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `nobody listens to the end: the node comes up all the same`(engine: EngineKind) async throws {
    try await ScenarioNode.with("head", on: engine) { node in
      let up = try await node.host.run([
        "bash", "-c", "cd \"$0\" && nodectl up --timeout 60s 2>&1 | head -n 1; exit ${PIPESTATUS[0]}", node.directory,
      ])
      #expect(up.status == 0)
      try await node.expectConverged()
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `Ctrl-C in the middle: 130, and the next up goes on`(engine: EngineKind) async throws {
    let image = "docker.io/zerotier/zerotier:1.14.2-slow"
    try await TestHost.plain.load(image, into: engine)
    try await ScenarioNode.with("interrupt", on: engine, spec: { $0.withZeroTierImage(image) }) { node in
      let interrupted = try await node.host.run([
        "sh", "-c", "cd \"$0\" && exec timeout --preserve-status --signal INT 2 nodectl up", node.directory,
      ])
      #expect(interrupted.status == 130, "\(interrupted.errors)")
      #expect(interrupted.errors.contains("the same command goes on from there"))
      try await node.up()
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a data directory that is on no shared mount: unfit, with the commands that mend it`(engine: EngineKind)
    async throws
  {
    try await ScenarioNode.with("unshared", on: engine) { node in
      let host = node.host
      try await host.output(of: [
        "sh", "-c", "mount --bind \"$0\" \"$0\" && mount --make-private \"$0\"", node.directory,
      ])
      let up = try await node.nodectl("up")
      #expect(up.status == 5)
      #expect(up.errors.contains("does not lie on a shared mount"), "\(up.errors)")
      #expect(try await node.leftOnEngine() == [])
      let command = try #require(up.errors.split(separator: "\n").last.map(String.init))
      try await host.output(of: ["sh", "-c", command])
      try await node.up()
      _ = try await node.nodectl("down", "--volumes")
      try await host.output(of: ["umount", "\(node.directory)/k0s-data"])
      try await host.output(of: ["umount", node.directory])
    }
  }

  @Test func `a user who may not use the socket is told what to do`() async throws {
    try await ScenarioNode.with("nobody", on: .podman) { node in
      let status = try await node.host.run([
        "setpriv", "--reuid", "65534", "--clear-groups", "nodectl", "status", node.name, "--engine", "podman",
      ])
      #expect(status.status == 4)
      #expect(status.errors.contains("run nodectl as root"), "\(status.errors)")
    }
  }
}

extension String {
  /// A spec with another image for ZeroTier.
  func withZeroTierImage(_ image: String) -> String {
    replacing("  hostPort:", with: "  image: \(image)\n  hostPort:")
  }
}
