import TestSupport
import Testing

/// What differs from the spec, or only looks alive, is planned with its cause and made right, and nothing else is touched.
@Suite(.engineTest, .serialized) struct RepairScenarios {
  @Test(arguments: EngineKind.allCases)
  func `services cut off by a restart of ZeroTier are seen, planned and brought back`(engine: EngineKind) async throws {
    try await ScenarioNode.with("cutoff", on: engine) { node in
      try await node.up()
      try await node.host.output(of: [engine.rawValue, "restart", "\(node.name)-zerotier-1"])
      let status = try await node.nodectl("status")
      #expect(status.status == 6)
      #expect(status.output.contains("running, cut off"), "\(status.output)")
      let plan = try await node.nodectl("plan", "--detailed-exitcode")
      #expect(plan.status == 2)
      #expect(
        plan.output.contains("it is in a network namespace that zerotier has left by restarting"), "\(plan.output)")
      let before = try await node.ids()
      try await node.up()
      #expect(try await node.ids() == before, "they are started again, not made anew")
      try await node.expectConverged()
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a new version replaces k0s alone`(engine: EngineKind) async throws {
    try await ScenarioNode.with("version", on: engine) { node in
      try await node.up()
      let before = try await node.ids()
      try await node.edit { $0.replacing("v1.34.1+k0s.0", with: "v1.34.2+k0s.0") }
      let plan = try await node.nodectl("plan")
      let change = "k0s: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.34.2-k0s.0\n"
      #expect(plan.output.contains(change), "\(plan.output)")
      try await node.up()
      try await node.expectReplaced(["k0s"], since: before)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `what an override file says of one service replaces that one alone`(engine: EngineKind) async throws {
    try await ScenarioNode.with("override", on: engine) { node in
      try await node.up()
      let before = try await node.ids()
      try await node.write("services: {k0s: {environment: {GODEBUG: '${MODE}'}}}\n", to: "override.yaml")
      try await node.write("MODE=http2debug=1\n", to: ".env")
      try await node.edit { $0 + "override: override.yaml\n" }
      try await node.up()
      try await node.expectReplaced(["k0s"], since: before)
      let environment = try await node.inspect("k0s", "{{json .Config.Env}}")
      #expect(environment.contains("\"GODEBUG=http2debug=1\""), "\(environment)")
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a token that changes before the node has joined replaces k0s, and is shown by its fingerprint`(
    engine: EngineKind
  ) async throws {
    try await ScenarioNode.with("newsecret", on: engine) { node in
      try await node.up()
      try await node.host.output(of: ["rm", "\(node.directory)/k0s-data/kubelet.conf"])
      let before = try await node.ids()
      try await node.write(SampleSecrets.otherJoinToken + "\n", to: "join-token")
      let plan = try await node.nodectl("plan")
      #expect(plan.output.contains("k0s: secret.join-token "), "\(plan.output)")
      #expect(!plan.output.contains(SampleSecrets.otherJoinToken.prefix(12)))
      try await node.up()
      try await node.expectReplaced(["k0s"], since: before)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `what was removed by hand is made again, with what is in its network namespace`(engine: EngineKind) async throws
  {
    try await ScenarioNode.with("removed", on: engine) { node in
      try await node.up()
      let before = try await node.ids()
      try await node.host.output(of: [engine.rawValue, "rm", "--force", "\(node.name)-crio-krun-1"])
      try await node.up()
      #expect(try await node.ids()["crio-krun"] != before["crio-krun"])
      #expect(try await node.ids()["zerotier"] == before["zerotier"])
      try await node.expectConverged()
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a left-over of the node goes, another's container in its project stays`(engine: EngineKind) async throws {
    try await ScenarioNode.with("orphans", on: engine) { node in
      try await node.up()
      let project = "com.docker.compose.project=\(node.name)"
      func start(_ name: String, _ labels: [String]) async throws {
        try await node.host.output(
          of: [engine.rawValue, "run", "--detach", "--name", name] + labels.flatMap { ["--label", $0] }
            + ["docker.io/library/busybox:latest", "sleep", "3600"])
      }
      try await start("\(node.name)-old-1", [project, "com.docker.compose.service=old", "nodectl.version=0.0.1"])
      try await start("\(node.name)-tool-1", [project, "com.docker.compose.service=tool"])
      try await node.up()
      let left = try await node.leftOnEngine()
      #expect(!left.contains("\(node.name)-old-1"))
      #expect(left.contains("\(node.name)-tool-1"))
      try await node.host.output(of: [engine.rawValue, "rm", "--force", "\(node.name)-tool-1"])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `an image that has changed behind its tag is noticed by --pull always`(engine: EngineKind) async throws {
    let registry = "localhost:5000/\(engine.rawValue)"
    let standin = "docker.io/zerotier/zerotier:1.14.2"
    let spec = { (spec: String) in
      spec.withZeroTierImage("\(registry)/zerotier").replacing(
        "  joinToken", with: "  image: \(registry)/k0s\n  joinToken")
        + "runtime: {kind: crio-krun, image: \(registry)/crio-krun}\n"
    }
    try await TestHost.plain.load("\(standin)-slow", into: engine)
    try await ScenarioNode.with("digest", on: engine, spec: spec) { node in
      try await node.host.startRegistry()
      func publish(_ source: String, as name: String) async throws {
        try await node.host.output(of: [engine.rawValue, "tag", source, "\(registry)/\(name)"])
        try await node.host.output(of: [engine.rawValue, "push", "\(registry)/\(name)"])
      }
      try await publish(standin, as: "zerotier")
      try await publish("ghcr.io/chaserhkj/crio-krun:latest", as: "crio-krun")
      try await publish("docker.io/k0sproject/k0s:v1.34.1-k0s.0", as: "k0s")
      try await node.up()
      let before = try await node.ids()
      try await publish("\(standin)-slow", as: "zerotier")
      #expect(try await node.up().contains("nothing to do"), "nobody asked")
      try await node.up("--pull", "always")
      try await node.expectReplaced(["zerotier", "crio-krun", "k0s"], since: before)
    }
  }
}
