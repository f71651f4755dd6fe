import TestSupport
import Testing

/// A kubelet and its like that leave their container's cgroup, and the `down` after which nothing is left of them.
@Suite(.engineTest, .serialized) struct EscapeScenarios {
  /// Where the stand-in's processes go, and what they hold (Tests/host/standins/images).
  static let kinds = ["escape", "escapequiet", "escapeall", "escapeown"]

  @Test(arguments: EngineKind.allCases, kinds)
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

  @Test(arguments: EngineKind.allCases)
  func `of two nodes that went to one cgroup only the one goes, though its name begins the other's`(engine: EngineKind)
    async throws
  {
    try await EscapedNode.with("twin", "escape", on: engine) { node in
      try await EscapedNode.with("twin-\(engine.rawValue)-01", "escape", on: engine) { other in
        let (living, escaped) = (try await node.processes(), try await other.processes())
        #expect(try await other.node.nodectl("down", "--volumes").status == 0)
        try await other.expectGone(escaped)
        #expect(try await node.processes() == living)
        #expect(try await node.node.nodectl("status").status == 0)
        try await other.node.up()
        let others = try await other.processes()
        #expect(try await node.node.nodectl("down", "--volumes").status == 0)
        #expect(try await node.survivors(living) == [])
        #expect(try await other.processes() == others)
        #expect(try await other.node.nodectl("status").status == 0)
      }
    }
  }

  @Test(arguments: EngineKind.allCases)
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

  @Test(arguments: EngineKind.allCases)
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

  /// Docker does not even inspect a container then: it waits for the end of the container's output.
  @Test(arguments: [["up"], ["stop"], ["restart", "--timeout", "60s"]])
  func `a container that has ended by itself, and whose output somebody holds, is in nobody's way`(command: [String])
    async throws
  {
    let neighbour = try await TestHost.plain.neighbour(on: .docker)
    try await EscapedNode.with("ended", "escape", on: .docker) { node in
      let escaped = try await node.processes()
      try await node.endMainProcess()
      try await eventually {
        try await node.host.run(["timeout", "3", "docker", "inspect", "\(node.name)-k0s-1"]).status == 124
      }
      let plan = try await node.node.nodectl("plan")
      #expect(plan.output.contains("end what outlives \(node.name)-k0s-1"), "\(plan.output)\(plan.errors)")
      let run = try await node.node.nodectl(command)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try await node.survivors(escaped) == [])
      if command == ["stop"] { #expect(try await node.node.nodectl("start").status == 0) }
      try await node.node.expectConverged()
      try await neighbour.expectUntouched()
      #expect(try await node.node.nodectl("down", "--volumes").status == 0)
    }
    try await neighbour.expectUntouched()
  }

  @Test(arguments: EngineKind.allCases)
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
