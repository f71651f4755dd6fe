import TestSupport
import Testing

/// What leaves the host in a support bundle, of real engines.
@Suite(.engineTest, .serialized) struct SupportBundleScenarios {
  @Test(arguments: EngineKind.allCases, ["crio-krun", "classic"])
  func `a bundle of a node has what its engine and parts say, and no piece of a secret`(
    engine: EngineKind, template: String
  ) async throws {
    func spec(_ text: String) -> String {
      // The published stack has no address of its own accord.
      template == "classic"
        ? text.replacing("k0s:\n", with: "k0s:\n  nodeIP: 10.1.2.3\n") + "template: classic\n" : text
    }
    try await ScenarioNode.with("bundle", on: engine, spec: spec) { node in
      try await node.up("--wait", "started")
      for service in ["zerotier", "k0s"] {
        // What a part says is in its log, whatever it says.
        try await node.host.output(
          of: [
            engine.rawValue, "exec", "--interactive", "\(node.name)-\(service)-1", "sh", "-c", "cat >/proc/1/fd/1",
          ], input: "leak \(node.identity) \(SampleSecrets.joinToken.prefix(200))\n")
      }
      let made = try await node.nodectl("support-bundle", "bundle.tar")
      #expect(made.status == 0, "\(made.errors)")
      let path = "\(node.directory)/bundle.tar"
      #expect(try await node.host.output(of: ["stat", "--format", "%a", path]) == "600\n")
      let files = try await node.host.output(of: ["tar", "--list", "--file", path])
      for file in ["containers/\(node.name)-k0s-1.json", "answers/k0s-status.txt", "host.json", "status.json"] {
        #expect(files.contains("support/\(node.name)/\(file)\n"), "\(files)\(made.errors)")
      }
      let text = try await node.host.output(of: ["tar", "--extract", "--to-stdout", "--file", path])
      #expect(text.contains("leak"))
      let secretKey = String(node.identity.split(separator: ":").last ?? "")
      let search = SecretSearch(for: [secretKey, SampleSecrets.joinToken, "abcdef.0123456789abcdef"])
      #expect(search.findings(in: Array(text.utf8)) == [])
    }
  }
}
