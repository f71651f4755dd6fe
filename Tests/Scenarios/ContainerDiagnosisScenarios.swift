import FoundationEssentials
import TestSupport
import Testing

/// What is said of a container that does not go on running.
@Suite(.engineTest, .serialized) struct ContainerDiagnosisScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a container that ends over and over: status has its code, and the last that it said`(engine: EngineKind)
    async throws
  {
    try await withEnding("docker.io/k0sproject/k0s:v1.34.1-k0s.0-exits", of: "k0s", on: engine) { node, _ in
      var status = try await node.nodectl("status")
      #expect(status.status == 6)
      #expect(status.output.contains("zerotier → crio-krun → [k0s]\n"), "\(status.output)")
      // While it runs again, Podman does not know the code that it has ended with.
      try await eventually {
        status = try await node.nodectl("status")
        return status.output.contains(/k0s: it ends as soon as it has started: \d+ restarts, last with code 3\n/)
      }
      #expect(
        status.output.contains("the last lines of k0s:\n  k0s: stand-in told to exit with 3\n"), "\(status.output)")
      let json = try await node.nodectl("status", "--json").output
      let seen = try JSONDecoder().decode(SeenStatus.self, from: Data(json.utf8))
      #expect(seen.trouble.lastLines.first == "k0s: stand-in told to exit with 3")
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a container that is killed: its memory is thought of`(engine: EngineKind) async throws {
    let words = "it was killed (code 137), by somebody or for want of memory: it has no limit but the host's"
    try await withEnding("docker.io/k0sproject/k0s:v1.34.1-k0s.0-killed", of: "k0s", on: engine) { node, up in
      #expect(up.errors.contains(words), "\(up.errors)")
      try await eventually {
        try await node.nodectl("status").output.contains("[k0s]\nk0s: \(words)\n")
      }
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `an image for another architecture is told from one that fails`(engine: EngineKind) async throws {
    let words = "its image is for s390x, and the host is "
    try await withEnding("docker.io/zerotier/zerotier:1.14.2-foreign", of: "zerotier", on: engine) { node, up in
      #expect(up.errors.contains(words), "\(up.errors)")
      let status = try await node.nodectl("status")
      #expect(status.status == 6)
      #expect(status.output.contains("[zerotier] → crio-krun\nzerotier: \(words)"), "\(status.output)")
    }
  }

  private struct SeenStatus: Decodable {
    struct Trouble: Decodable { let lastLines: [String] }

    let trouble: Trouble
  }

  /// Gives the body a node one of whose services has an image that does not go on running, after a failed `up`.
  private func withEnding(
    _ image: String, of service: String, on engine: EngineKind,
    _ body: (ScenarioNode, _ up: CommandResult) async throws -> Void
  ) async throws {
    try await TestHost.plain.load(image, into: engine)
    let spec = Trouble(service: service, image: image, words: "").spec
    try await ScenarioNode.with("ending", on: engine, spec: spec) { node in
      let up = try await node.nodectl("up", "--timeout", "60s")
      #expect(up.status == 1, "\(up.errors)")
      try await body(node, up)
    }
  }
}
