import TestSupport
import Testing

/// What a node that has joined its cluster keeps, and how it joins anew.
@Suite(.engineTest, .serialized) struct JoinScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a token, labels and taints that change after the join are noted, and nothing is done`(engine: EngineKind)
    async throws
  {
    try await ScenarioNode.with("joined", on: engine) { node in
      try await node.up()
      let before = try await node.ids()
      try await node.write(SampleSecrets.otherJoinToken + "\n", to: "join-token")
      try await node.edit {
        $0.replacing("  joinToken", with: "  labels: {zone: b}\n  taints: [a:NoExecute]\n  joinToken")
      }
      let remedies = [
        "kubectl label node \(node.name) zone=b --overwrite", "kubectl taint node \(node.name) a:NoExecute --overwrite",
        "nodectl up --rejoin \(node.name)",
      ]
      for command in [["plan", "--detailed-exitcode"], ["up"], ["status"]] {
        let result = try await node.run(["nodectl"] + command)
        #expect(result.status == 0, "\(command): \(result.errors)")
        for remedy in remedies { #expect((result.output + result.errors).contains(remedy), "\(command)") }
      }
      try await node.expectReplaced([], since: before)
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `--rejoin has the node join with its new token, by whoever may, and all else stays`(engine: EngineKind)
    async throws
  {
    try await ScenarioNode.with("rejoin", on: engine) { node in
      let first = try await node.nodectl("up", "--rejoin")
      #expect(first.status == 1)
      #expect(first.errors.contains("\(node.name) has never joined a cluster"), "\(first.errors)")
      try await node.up()
      try await node.write("an image\n", to: "k0s-data/kept")
      let user = try await node.engineUser()
      for (user, token) in [([], SampleSecrets.otherJoinToken), (user, SampleSecrets.joinToken)] {
        let before = try await node.ids()
        try await node.write(token + "\n", to: "join-token")
        let up = try await node.run(user + ["nodectl", "up", "--rejoin", "--timeout", "60s"])
        #expect(up.status == 0, "\(up.errors)")
        #expect(try await node.hasJoinedWithItsToken())
        try await node.expectReplaced(["k0s"], since: before)
      }
      #expect(try await node.host.output(of: ["cat", "\(node.directory)/k0s-data/kept"]) == "an image\n")
      let down = try await node.nodectl("down")
      #expect(down.errors.contains("kubectl drain \(node.name) --ignore-daemonsets"), "\(down.errors)")
      #expect(down.errors.contains("kubectl delete node \(node.name)\n"), "\(down.errors)")
    }
  }

  @Test(arguments: EngineKind.allCases)
  func `a --rejoin that is killed is ended by the next`(engine: EngineKind) async throws {
    try await ScenarioNode.with("rekill", on: engine) { node in
      try await node.up()
      for call in 1... {
        let token = call.isMultiple(of: 2) ? SampleSecrets.joinToken : SampleSecrets.otherJoinToken
        try await node.write(token + "\n", to: "join-token")
        let hasEnded = try await !node.isKilled(after: call, of: "up --rejoin --wait started")
        try await node.up("--rejoin")
        #expect(try await node.hasJoinedWithItsToken(), "killed after change \(call)")
        try await node.expectConverged()
        if hasEnded { break }
      }
    }
  }
}

extension ScenarioNode {
  /// Runs a command in the node's directory.
  fileprivate func run(_ command: [String]) async throws -> CommandResult {
    try await host.run(["sh", "-c", "cd \"$0\" && exec \"$@\"", directory] + command)
  }

  /// What makes a command one of a user who may read the node's files and speak to its engine, and has no hands on the
  /// host: a helper container does what is to be done there.
  fileprivate func engineUser() async throws -> [String] {
    try await host.output(of: ["chmod", "a+r", "\(directory)/identity.secret", "\(directory)/join-token"])
    return try await host.engineUser(of: engine)
  }

  /// Whether the kubelet's certificate is the one that the stand-in's cluster gives for the token in the node's directory.
  fileprivate func hasJoinedWithItsToken() async throws -> Bool {
    let comparison = "sha256sum join-token | cut -c 1-64 | cmp - k0s-data/kubelet/pki/kubelet-client-current.pem"
    return try await run(["sh", "-c", comparison]).status == 0
  }
}
