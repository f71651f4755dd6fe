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
        try await docker.supervised { dockerLog in
          try await podman.supervised { podmanLog in
            let before = try await calls(dockerLog()) + calls(podmanLog())
            try await Task.sleep(for: .seconds(60))  // what does not happen cannot be waited for
            let (dockers, podmans) = (try await dockerLog(), try await podmanLog())
            #expect(calls(dockers) + calls(podmans) == before, "\(dockers)\(podmans)")
          }
        }
      }
    }
  }

  private func calls(_ log: String) -> Int { log.split(separator: "\n").count { $0.contains(" ms] ") } }

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
