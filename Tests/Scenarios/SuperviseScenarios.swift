import TestSupport
import Testing

/// `nodectl supervise` beside real engines, on a host with systemd.
@Suite(.engineTest, .serialized) struct SuperviseScenarios {
  @Test(arguments: EngineKind.allCases)
  func `ZeroTier restarted by an operator: what was in its namespace is back in it`(engine: EngineKind) async throws {
    try await ScenarioNode.with("keep", on: engine, host: .systemd) { node in
      try await node.up()
      try await node.supervised { log in
        try await node.host.output(of: [engine.rawValue, "restart", "\(node.name)-zerotier-1"])
        try await eventually { try await namespaces(of: node).count == 1 }
        try await eventually { try await log().contains("start k0s: ") }
        let text = try await log()
        #expect(
          text.contains("start crio-krun: it is in a network namespace that zerotier has left by restarting\n"),
          "\(text)")
      }
      let status = try await node.nodectl("status")
      #expect(!status.output.contains("cut off"), "\(status.output)")
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a node that is taken down beside it stays so`(engine: EngineKind) async throws {
    try await ScenarioNode.with("keepdown", on: engine, host: .systemd) { node in
      try await node.up()
      try await node.supervised { log in
        #expect(try await node.nodectl("down", "--volumes").status == 0)
        try await eventually { try await log().contains("\(node.name): is not there") }
        #expect(try await node.leftOnEngine() == [])
      }
    }
  }

  @Test func `in a quiet minute it makes no call to any engine`() async throws {
    try await ScenarioNode.with("quiet", on: .docker, host: .systemd) { docker in
      try await ScenarioNode.with("quiet", on: .podman, host: .systemd) { podman in
        for node in [docker, podman] {
          try await node.up()
          for service in ["zerotier", "crio-krun", "k0s"] {
            try await eventually { try await node.inspect(service, "{{.State.Health.Status}}") == "healthy" }
          }
        }
        for node in [docker, podman] { try await node.speakThroughProxy() }
        try await docker.supervised { _ in
          try await podman.supervised { _ in
            var before: [String] = []
            try await eventually {
              let earlier = before
              before = try await docker.requests() + podman.requests()
              try await Task.sleep(for: .seconds(3))  // the look after the events began
              return before == earlier
            }
            #expect(before.count { $0.contains("/events") } == 2, "the proxies see what is asked: \(before)")
            try await Task.sleep(for: .seconds(60))  // what does not happen cannot be waited for
            #expect(try await docker.requests() + podman.requests() == before)
          }
        }
        for node in [docker, podman] { try await node.endProxy() }
      }
    }
  }

  private func namespaces(of node: ScenarioNode) async throws -> Set<String> {
    var namespaces: Set<String> = []
    for service in ["zerotier", "crio-krun", "k0s"] {
      let pid = try await node.inspect(service, "{{.State.Pid}}")
      let link = try await node.host.run(["readlink", "/proc/\(pid)/ns/net"])
      namespaces.insert(link.status == 0 ? link.output : service)
    }
    return namespaces
  }
}

extension ScenarioNode {
  /// Has the node's spec name a socket behind which a proxy notes what passes to the engine.
  fileprivate func speakThroughProxy() async throws {
    try await host.output(of: [
      "sh", "-c",
      "cd \"$0\" && { setsid socat -v UNIX-LISTEN:proxy.sock,fork UNIX-CONNECT:\"$1\" 2>proxy.log </dev/null & } && "
        + "echo $! >proxy.pid",
      directory, engine.socket,
    ])
    try await eventually { try await host.run(["test", "-S", "\(directory)/proxy.sock"]).status == 0 }
    try await edit { $0.replacing("engine: \(engine.rawValue)\n", with: "engine: unix://\(directory)/proxy.sock\n") }
  }

  fileprivate func endProxy() async throws {
    try await host.output(of: ["sh", "-c", "kill $(cat \"$0/proxy.pid\")", directory])
    try await edit { $0.replacing("engine: unix://\(directory)/proxy.sock\n", with: "engine: \(engine.rawValue)\n") }
  }

  /// The first lines of the requests that have passed, in their order.
  fileprivate func requests() async throws -> [String] {
    let log = try await host.output(of: ["cat", "\(directory)/proxy.log"])
    return log.split(separator: "\n").map(String.init).filter { $0.contains(/^[A-Z]+ \/.* HTTP\/1.1/) }
  }
}
