import TestSupport
import Testing

/// The whole life of three nodes, faults included, on a host where five other tenants are at work.
@Suite(.engineTest, .serialized) struct NeighboursScenarios {
  private static let escaping = "docker.io/k0sproject/k0s:v1.34.1-k0s.0-escapequiet"

  /// Names that begin as the nodes' do, that the nodes' begin with, or that are those of a node's parts.
  private static func tenants(of engine: EngineKind) -> [String] {
    let node = "edge-\(engine.rawValue)"
    return ["edge", node + "2", node + "-k0s", node + "-01", "nodectl"]
  }

  @Test(arguments: EngineKind.allCases)
  func `nothing of five tenants changes through the life and the faults of three nodes`(engine: EngineKind) async throws
  {
    let host = TestHost("tenants-\(engine.rawValue)", .plain)
    try await Neighbour.with(Self.tenants(of: engine), on: engine, host: host) { tenants in
      try await host.load(Self.escaping, into: engine)
      try await ScenarioNode.with("edge", on: engine, host: host) { first in
        try await ScenarioNode.with("\(first.name)-01", on: engine, host: host, spec: Self.escapes) { second in
          try await ScenarioNode.with("\(first.name)-k", on: engine, host: host) { third in
            for node in [first, second, third] { try await node.up() }
            try await expectUntouched(tenants)
            try await fail(first)
            try await expectUntouched(tenants)
            try await change(second)
            try await expectUntouched(tenants)
            try await repair(third)
            try await expectUntouched(tenants)
            for node in [third, first, second] {
              let down = try await node.nodectl("down", "--volumes", "--purge")
              #expect(down.status == 0, "\(down.errors)")
              try await expectUntouched(tenants)
            }
            #expect(try await first.leftOnEngine().filter { !Self.isTenants($0, engine) } == [])
          }
        }
      }
      try await expectUntouched(tenants)
    }
  }

  private func expectUntouched(_ tenants: [Neighbour], sourceLocation: SourceLocation = #_sourceLocation) async throws {
    for tenant in tenants { try await tenant.expectUntouched(sourceLocation: sourceLocation) }
  }

  /// Killed in the middle, over and over; then an image that is nowhere.
  private func fail(_ node: ScenarioNode) async throws {
    for command in ["up --recreate", "down --volumes", "up", "down"] {
      for changes in [1, 4, 9] { _ = try await node.isKilled(after: changes, of: command) }
    }
    let spec = try await node.host.output(of: ["cat", "\(node.directory)/node.yaml"])
    try await node.edit { $0.withZeroTierImage("localhost:1/none/such:1") }
    #expect(try await node.nodectl("up").status == 1)
    try await node.write(spec, to: "node.yaml")
    try await node.up()
  }

  /// Made anew and upgraded while its kubelet is where others' processes are; stopped, started, restarted.
  private func change(_ node: ScenarioNode) async throws {
    try await node.up("--recreate")
    try await node.up("--rejoin")
    for command in ["stop", "start", "restart", "upgrade"] {
      let run = try await node.nodectl(command)
      #expect(run.status == 0, "\(command): \(run.errors)")
    }
  }

  /// Its faults are repaired by `up` and by a supervisor, and it is reaped.
  ///
  /// ZeroTier is restarted, which leaves the others in a network namespace that is dead. Calls of all that changes it meet
  /// faults. Then its containers go without nodectl.
  private func repair(_ node: ScenarioNode) async throws {
    let restart = [node.engine.rawValue, "restart", "--time", "1", "\(node.name)-zerotier-1"]
    try await node.host.output(of: restart)
    try await node.up()
    try await node.expectConverged()
    try await node.supervised { log in
      try await node.host.output(of: restart)
      try await eventually { try await log().contains("start k0s: ") }
    }
    let proxy = try await FaultProxy(for: node)
    let faults = [CallFault.dropAfter, .notFound, .failure, .dropAfter, .truncate]
    for (walk, fault) in zip(FaultProxy.Walk.allCases, faults) {
      let isTold = try await proxy.run(walk, meeting: fault, at: 2)
      #expect(isTold != nil, "\(walk) has such a call")
    }
    // What dockerd leaves when it is killed it ends itself when it starts again, everybody's.
    if node.engine == .podman {
      for action in ["kill", "start"] { try await node.host.script("engines.sh", [action, "podman"]).succeeded() }
    }
    try await EscapedNode(node: node).removeContainers()
    let reap = try await node.nodectl("reap")
    #expect(reap.status == 0, "\(reap.output)\(reap.errors)")
    try await node.up()
  }

  private static func escapes(_ spec: String) -> String {
    spec.replacing("k0s:\n", with: "k0s:\n  image: \(escaping)\n") + "metrics: host\n"
  }

  private static func isTenants(_ item: String, _ engine: EngineKind) -> Bool {
    tenants(of: engine).contains { item.hasPrefix("\($0)-") || item.hasPrefix("\($0)_") }
  }
}
