import FoundationEssentials
import SystemPackage
import Testing

@testable import nodectl

/// `export --format manifests`.
@Suite struct ManifestTests {
  private static let spec = """
    runtime: {kind: cri-dockerd}
    metrics: exporter
    """

  @Test func `what is for others than kubectl is in comments, as the golden file has it`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: Self.spec)
    let outcome = try await sandbox.run(["export", "--format", "manifests"])
    #expect(outcome.status == .done, "\(outcome.errors)")
    let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/manifests.yaml")
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = try String(contentsOf: golden, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.dropFirst() == expected.dropFirst(), "the first has nodectl's version")
    #expect(lines.allSatisfy { $0.isEmpty || $0.hasPrefix("#") }, "kubectl apply must find nothing else")
  }

  @Test func `in a directory each is a file of its own, to be used as it is`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: Self.spec)
    let outcome = try await sandbox.run(["export", "--format", "manifests", "-o", "out"])
    #expect(outcome.status == .done, "\(outcome.errors)")
    let golden = try await sandbox.run(["export", "--format", "manifests"]).output
    for file in ["k0s-config.yaml", "prometheus.yaml", "prometheus-adapter.yaml"] {
      let content = try sandbox.read("out/\(file)").split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(golden.contains(content.map { "# \($0)\n" }.joined()), "\(file)")
    }
  }

  @Test func `a node with its own runtime and no exporter has no such files`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    _ = try await sandbox.run(["export", "--format", "manifests", "-o", "out"])
    let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.directory.appending("out").string)
    #expect(files == ["manifests.yaml"])
  }
}
