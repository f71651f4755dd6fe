import SystemPackage
import TestSupport
import Testing

@testable import nodectl

@Suite struct NameCompletionTests {
  @Test func `names of the engine and of a spec are offered`() async throws {
    try await UpNode.with { node in
      let spec = node.sandbox.directory.appending("node.yaml").string
      let words = ["nodectl", "logs", "-f", spec] + node.engineOption
      #expect(await NameCompletion.nodes(words, 6, "") == ["edge-01"])
      #expect(await NameCompletion.services(words, 6, "") == ["crio-krun", "k0s", "zerotier", "edge-01/"])
      #expect(
        await NameCompletion.services(words, 6, "edge-01/") == ["edge-01/crio-krun", "edge-01/k0s", "edge-01/zerotier"])
    }
  }

  @Test func `without an engine there are the names of the spec`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let words = [
      "nodectl", "logs", "-f", sandbox.directory.appending("node.yaml").string, "--engine", "unix:///nonexistent.sock",
    ]
    #expect(await NameCompletion.nodesAndServices(words, 6, "").contains("k0s"))
  }

  @Test func `without either there is nothing, and nothing is said`() async throws {
    let words = ["nodectl", "logs", "-f", "/nonexistent.yaml", "--engine", "unix:///nonexistent.sock"]
    #expect(await NameCompletion.nodesAndServices(words, 6, "") == [])
  }
}
