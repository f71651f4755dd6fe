import Testing

/// What a node in trouble is told, by stand-ins that print what the real parts do.
@Suite(.engineTest) struct DiagnosisScenarios {
  @Test(.serialized, arguments: Trouble.all)
  func `a part that is in trouble on Docker: up ends as not ready, and says why and what to do`(
    trouble: Trouble
  ) async throws {
    try await expectWords(of: trouble, on: .docker)
  }

  @Test(.serialized, arguments: Trouble.all)
  func `a part that is in trouble on Podman: up ends as not ready, and says why and what to do`(
    trouble: Trouble
  ) async throws {
    try await expectWords(of: trouble, on: .podman)
  }

  private func expectWords(of trouble: Trouble, on engine: EngineKind) async throws {
    try await TestHost.plain.load(trouble.image, into: engine)
    try await ScenarioNode.with("trouble", on: engine, spec: trouble.spec) { node in
      let words = trouble.words.replacing("MEMBER", with: node.identity.prefix(10))
      try await node.expectUp("--wait", "ready", "--timeout", "6s", failsWith: 6, saying: words)
      let status = try await node.nodectl("status", "--ask")
      #expect(status.status == 6)
      #expect(status.output.contains("[\(trouble.service)]"), "\(status.output)")
      #expect(status.output.contains(words), "\(status.output)")
    }
  }

  @Test(.serialized, arguments: EngineKind.allCases)
  func `a node that somebody else takes the identity of: status says so`(engine: EngineKind) async throws {
    try await ScenarioNode.with("collision", on: engine) { node in
      try await node.up()
      let container = "\(node.name)-zerotier-1"
      try await node.host.output(of: [engine.rawValue, "exec", container, "standin", "collision=yes"])
      let status = try await node.nodectl("status", "--ask")
      #expect(status.status == 6)
      #expect(status.output.contains("not as the node's \(node.identity.prefix(10))"), "\(status.output)")
    }
  }
}

/// A stand-in that does not let its node be ready, and what is to be said of it.
struct Trouble: Sendable, CustomTestStringConvertible {
  let service: String
  let image: String
  /// `MEMBER` stands for the node's ZeroTier address.
  let words: String

  var testDescription: String { image }

  private static func zerotier(_ tag: String, _ words: String) -> Trouble {
    Trouble(service: "zerotier", image: "docker.io/zerotier/zerotier:1.14.2-\(tag)", words: words)
  }

  private static func k0s(_ tag: String, _ words: String) -> Trouble {
    Trouble(service: "k0s", image: "docker.io/k0sproject/k0s:v1.34.1-k0s.0-\(tag)", words: words)
  }

  static let all = [
    zerotier("denied", "the network 8056c2e21c000001 does not let the member MEMBER in"),
    zerotier("deauthorised", "the network 8056c2e21c000001 does not let the member MEMBER in"),
    zerotier("notfound", "the controller 8056c2e21c has no network 8056c2e21c000001"),
    zerotier("requesting", "the controller 8056c2e21c of the network 8056c2e21c000001 has not answered"),
    zerotier("porterror", "ZeroTier cannot make its network interface"),
    zerotier("authrequired", "the network 8056c2e21c000001 asks the member MEMBER to sign in"),
    zerotier("tooold", "is too old for the network 8056c2e21c000001"),
    zerotier("offline", "ZeroTier is offline"),
    zerotier("noaddress", "has assigned no IPv4 address to the member MEMBER"),
    zerotier("otheraddress", "has assigned 10.9.9.9 to the member MEMBER, not the node's 10.1.2.3"),
    zerotier("nomember", "ZeroTier has not joined the network 8056c2e21c000001"),
    zerotier("never", "the ZeroTier daemon"),
    Trouble(
      service: "crio-krun", image: "ghcr.io/chaserhkj/crio-krun:never", words: "CRI-O has not made its socket"),
    Trouble(
      service: "crio-krun", image: "ghcr.io/chaserhkj/crio-krun:refuses", words: "nobody listens on CRI-O's socket"),
    k0s("unreachable", "k0s asks the cluster's API server to let the node join"),
    k0s("refused", "the cluster does not accept the join token"),
    k0s("wrongminor", "the cluster has no configuration for workers of k0s 1.34"),
    k0s("unhealthy", "its kubelet is not healthy"),
    k0s("notready", "the cluster takes the Node for not ready: KubeletNotReady"),
  ]

  /// The spec with the image in the place of the good one.
  func spec(_ text: String) -> String {
    switch service {
    case "zerotier" where image.hasSuffix("otheraddress"):
      text.withZeroTierImage(image).replacing("  joinToken", with: "  nodeIP: 10.1.2.3\n  joinToken")
    case "zerotier": text.withZeroTierImage(image)
    case "k0s": text.replacing("  version:", with: "  image: \(image)\n  version:")
    default: "\(text)runtime: {image: \"\(image)\"}\n"
    }
  }
}
