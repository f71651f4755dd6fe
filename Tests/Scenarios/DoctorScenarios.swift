import FoundationEssentials
import Testing

/// What `doctor` finds on a host that is good, and on one with a fault.
@Suite(.engineTest, .serialized) struct DoctorScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a good host is clean`(engine: EngineKind) async throws {
    try await onGoodHost(engine) { node in
      let doctor = try await node.nodectl("doctor")
      #expect(doctor.status == 0)
      let lines = doctor.output.split(separator: "\n").filter { $0.contains("  warn  ") || $0.contains("  fail  ") }
      #expect(lines.allSatisfy { $0.contains(HostFault.ofTheMachine) }, "\(doctor.output)")
    }
  }

  @Test(arguments: EngineKind.allCases, HostFault.all)
  func `a host with a fault: that fault is found, and nothing else`(engine: EngineKind, fault: HostFault) async throws {
    guard fault.engine == nil || fault.engine == engine else { return }
    try await onGoodHost(engine) { node in
      try await shell(fault.spoil, node)
      #expect(try await found(node) == [fault.check])
      try await shell(fault.mend, node)
      #expect(try await found(node) == [])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `an engine that does not answer is the one thing that is found`(engine: EngineKind) async throws {
    try await onGoodHost(engine) { node in
      let doctor = try await node.nodectl("doctor", "--json", "--engine", "unix:///run/none.sock")
      #expect(doctor.status == 5)
      #expect(try problems(doctor) == ["engine"])
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a data directory on a private mount: --fix mends it, and up takes it`(engine: EngineKind) async throws {
    try await onGoodHost(engine) { node in
      try await shell("mount --bind . . && mount --make-private $PWD", node)
      #expect(try await found(node) == ["data-directory"])
      let fixed = try await node.nodectl("doctor", "--fix", "--json")
      #expect(fixed.status == 0)
      #expect(try problems(fixed) == [])
      try await shell("findmnt -n -o PROPAGATION $PWD/k0s-data | grep shared", node)
      try await node.up()
      _ = try await node.nodectl("down", "--volumes")
      try await shell("cd / && umount /srv/$NODE/k0s-data /srv/$NODE", node)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a failed check keeps up from anything, unless it is skipped by name`(engine: EngineKind) async throws {
    try await onGoodHost(engine) { node in
      try await shell("mount --bind . . && mount --make-private $PWD", node)
      let up = try await node.nodectl("up")
      #expect(up.status == 5)
      #expect(up.errors.contains("--skip-check data-directory goes on all the same"), "\(up.errors)")
      #expect(try await node.leftOnEngine() == [])
      // Docker refuses what the check is for; Podman starts it, and nothing propagates.
      let skipped = try await node.nodectl("up", "--skip-check", "data-directory", "--timeout", "60s")
      #expect(skipped.status == (engine == .docker ? 1 : 0), "\(skipped.errors)")
      _ = try await node.nodectl("down", "--volumes")
      try await shell("cd / && umount /srv/$NODE", node)
    }
  }

  private static let host = TestHost("doctor", .systemd)
  private static let preparation = Preparation()

  /// Once for all tests of the host.
  private actor Preparation {
    private var done: Task<Void, any Error>?

    func run() async throws {
      if done == nil { done = Task { try await DoctorScenarios.host.output(of: ["sh", "-c", HostFault.preparation]) } }
      try await done?.value
    }
  }

  private func onGoodHost(_ engine: EngineKind, _ body: (ScenarioNode) async throws -> Void) async throws {
    try await Self.preparation.run()
    let spec: (String) -> String = { $0.replacing("hostPort: auto", with: "hostPort: 9989") }
    try await ScenarioNode.with("doctor", on: engine, host: Self.host, spec: spec, body)
  }

  private func shell(_ lines: String, _ node: ScenarioNode) async throws {
    let other = node.engine == .docker ? EngineKind.podman : .docker
    let settings =
      "NODE=\(node.name) ENGINE=\(node.engine.rawValue) OTHER=\(other.rawValue) FIRST=\(node.identity.prefix(1))"
    try await node.host.output(of: ["sh", "-c", "cd \(node.directory) && export \(settings) && { \(lines)\n}"])
  }

  /// The checks that did not come to `ok`, but for the machine's.
  private func found(_ node: ScenarioNode) async throws -> [String] {
    try problems(try await node.nodectl("doctor", "--json"))
  }

  private func problems(_ doctor: CommandResult) throws -> [String] {
    let reports = try JSONDecoder().decode([Report].self, from: Data(doctor.output.utf8))
    return reports.flatMap(\.findings).filter { $0.severity != "ok" }.map(\.check).filter {
      $0 != HostFault.ofTheMachine
    }
  }

  private struct Report: Decodable {
    struct Finding: Decodable {
      let check: String
      let severity: String
    }

    let findings: [Finding]
  }
}
