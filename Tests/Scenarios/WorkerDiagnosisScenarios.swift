import Testing

/// What a worker that had joined is told when its cluster, or its credentials, are no longer what they were.
@Suite(.engineTest, .serialized) struct WorkerDiagnosisScenarios {
  private static let invalid = "the cluster no longer accepts the node's credentials, and its join token is not used"

  @Test(arguments: EngineKind.allCases)
  func `credentials that are no longer accepted: status and up say so, and how to rejoin`(engine: EngineKind)
    async throws
  {
    let image = "docker.io/k0sproject/k0s:v1.34.1-k0s.0-unauthorized"
    try await TestHost.plain.load(image, into: engine)
    try await ScenarioNode.with("invalid", on: engine) { node in
      try await node.up()
      let container = "\(node.name)-k0s-1"
      try await node.host.output(of: [engine.rawValue, "exec", container, "standin", "api=unauthorized"])
      try await expect(Self.invalid, of: node)
      // It ends when it asks for its configuration, after a restart.
      try await node.edit { $0.replacing("  version:", with: "  image: \(image)\n  version:") }
      let up = try await node.nodectl("up", "--timeout", "60s")
      #expect(up.status == 1)
      #expect(up.errors.contains(Self.invalid), "\(up.errors)")
      #expect(up.errors.contains("nodectl up --rejoin \(node.name)"), "\(up.errors)")
      try await expect(Self.invalid, of: node)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `an API server that is lost: healthy, and not ready`(engine: EngineKind) async throws {
    try await ScenarioNode.with("lost", on: engine) { node in
      try await node.up()
      let container = "\(node.name)-k0s-1"
      try await node.host.output(of: [engine.rawValue, "exec", container, "standin", "api=unreachable"])
      try await expect("k0s does not reach the cluster's API server", of: node)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a kubelet's certificate that was not renewed is warned of, one that has ended keeps the node from ready`(
    engine: EngineKind
  ) async throws {
    try await ScenarioNode.with("certificate", on: engine) { node in
      try await node.up()
      let file = "k0s-data/kubelet/pki/kubelet-client-current.pem"
      try await node.host.output(of: ["mkdir", "-p", "\(node.directory)/k0s-data/kubelet/pki"])
      try await node.write(KubeletCertificate.overdue, to: file)
      let overdue = try await node.nodectl("status", "--ask")
      #expect(overdue.status == 0)
      #expect(
        overdue.output.contains("warning: k0s: the kubelet's certificate ends at 2200-01-01T00:00:00Z"),
        "\(overdue.output)")
      try await node.write(KubeletCertificate.ended, to: file)
      try await expect("the kubelet's certificate ended at 2021-01-01T00:00:00Z", of: node)
    }
  }

  private func expect(_ words: String, of node: ScenarioNode) async throws {
    let status = try await node.nodectl("status", "--ask")
    #expect(status.status == 6)
    #expect(status.output.contains("zerotier → crio-krun → [k0s]\nk0s: \(words)"), "\(status.output)")
  }
}
