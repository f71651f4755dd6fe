import TestSupport
import Testing

/// A kubelet and its like that leave their container's cgroup, and the `down` after which nothing is left of them.
@Suite(.engineTest) struct EscapeScenarios {
  /// Where the stand-in's processes go, and what they hold (Tests/host/standins/images).
  static let kinds = ["escape", "escapequiet", "escapeall", "escapeown"]

  @Test(.serialized, arguments: EngineKind.allCases, kinds)
  func `what has left the container's cgroup is ended, and nobody else`(engine: EngineKind, kind: String) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await EscapedNode.with(kind, kind, on: engine) { node in
      let escaped = try await node.processes()
      #expect(escaped.contains { !$0.cgroup.contains(node.name) })
      let down = try await node.node.nodectl("down", "--volumes")
      #expect(down.status == 0, "\(down.errors)")
      try await node.expectGone(escaped)
      try await neighbour.expectUntouched()
    }
    try await neighbour.expectUntouched()
  }

  @Test(.serialized, arguments: EngineKind.allCases)
  func `of two nodes that went to one cgroup only the one goes, though its name begins the other's`(engine: EngineKind)
    async throws
  {
    try await EscapedNode.with("twin", "escape", on: engine) { node in
      try await EscapedNode.with("twin-\(engine.rawValue)-01", "escape", on: engine) { other in
        let (living, escaped) = (try await node.lasting(), try await other.processes())
        #expect(try await other.node.nodectl("down", "--volumes").status == 0)
        try await other.expectGone(escaped)
        #expect(try await node.lasting() == living)
        #expect(try await node.node.nodectl("status").status == 0)
        try await other.node.up()
        let others = try await other.lasting()
        #expect(try await node.node.nodectl("down", "--volumes").status == 0)
        #expect(try await node.survivors(living) == [])
        #expect(try await other.lasting() == others)
        #expect(try await other.node.nodectl("status").status == 0)
      }
    }
  }

  @Test(.serialized, arguments: EngineKind.allCases)
  func `killed in the middle, the next down ends what the first has begun`(engine: EngineKind) async throws {
    try await EscapedNode.with("cutdown", "escape", on: engine) { node in
      let escaped = try await node.processes()
      for milliseconds in ["0.2", "0.7", "1.5", "3"] {
        _ = try await node.host.run([
          "sh", "-c", "cd \"$0\" && exec timeout --signal KILL \"$1\" nodectl down --volumes", node.node.directory,
          milliseconds,
        ])
      }
      let down = try await node.node.nodectl("down", "--volumes")
      #expect(down.status == 0, "\(down.errors)")
      try await node.expectGone(escaped)
    }
  }

  @Test(.serialized, arguments: EngineKind.allCases)
  func `restart, up and stop end what has left the containers that they stop, and nobody else`(engine: EngineKind)
    async throws
  {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await EscapedNode.with("stopped", "escape", on: engine) { node in
      for command in [["restart", "k0s"], ["up", "--recreate"], ["restart"], ["stop"], ["start"]] {
        let escaped = try await node.processes()
        let run = try await node.node.nodectl(command)
        #expect(run.status == 0, "\(command): \(run.errors)")
        if command != ["start"] { #expect(try await node.survivors(escaped) == [], "\(command)") }
        try await neighbour.expectUntouched()
      }
      try await node.node.expectConverged()
      let escaped = try await node.processes()
      #expect(try await node.node.nodectl("down", "--volumes").status == 0)
      try await node.expectGone(escaped)
    }
    try await neighbour.expectUntouched()
  }

  @Test(.serialized, arguments: EngineKind.allCases)
  func `a user who has the socket and is not root does the same through a helper`(engine: EngineKind) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await EscapedNode.with("helper", "escape", on: engine) { node in
      let escaped = try await node.processes()
      try await node.host.output(of: ["chmod", "-R", "a+rX", node.node.directory])
      let user = try await node.host.engineUser(of: engine)
      let down = try await node.host.run(
        user + ["nodectl", "down", "--volumes", "--purge", node.name, "--engine", "unix://\(engine.socket)"])
      #expect(down.status == 0, "\(down.errors)")
      try await node.expectGone(escaped)
      #expect(try await node.host.run(["ls", "\(node.node.directory)/k0s-data"]).status != 0, "it was purged")
      try await neighbour.expectUntouched()
    }
  }
}
