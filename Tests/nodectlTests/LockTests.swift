import TestSupport
import Testing

@testable import nodectl

/// `export --lock`, against a stub engine on a real socket.
@Suite struct LockTests {
  private static let digests = [
    "docker.io/zerotier/zerotier:1.14.2": digest("a"), "ghcr.io/chaserhkj/crio-krun:latest": digest("b"),
    "docker.io/k0sproject/k0s:v1.34.1-k0s.0": digest("c"), "quay.io/prometheus/node-exporter:v1.8.2": digest("d"),
  ]

  private static func digest(_ digit: String) -> String { "sha256:" + String(repeating: digit, count: 64) }

  private let sandbox: Sandbox
  private let engine = StubEngine(.docker, images: Array(digests.keys))

  init() throws {
    sandbox = try Sandbox()
    engine.change { $0.digests = Self.digests }
  }

  private func lock(_ arguments: String...) async throws -> Sandbox.Outcome {
    try await sandbox.run(["export", "--lock", "--engine", "unix://\(engine.path)"] + arguments)
  }

  @Test func `every image is named by the digest that the engine has, and all else stays as it was written`()
    async throws
  {
    defer { engine.close() }
    try writeNode(
      in: sandbox,
      more:
        "# of mine\nruntime: {kind: crio-krun, image: \"ghcr.io/chaserhkj/crio-krun:latest\"} # the image\nmetrics: exporter"
    )
    let before = try sandbox.read("node.yaml")
    let outcome = try await lock()
    #expect(outcome.status == .done, "\(outcome.errors)")
    let expected = before.replacing(
      "  network:", with: "  image: docker.io/zerotier/zerotier@\(Self.digest("a"))\n  network:"
    )
    .replacing("  version:", with: "  image: docker.io/k0sproject/k0s@\(Self.digest("c"))\n  version:")
    .replacing("\"ghcr.io/chaserhkj/crio-krun:latest\"", with: "ghcr.io/chaserhkj/crio-krun@\(Self.digest("b"))")
    .replacing(
      "metrics: exporter",
      with: "metrics: {kind: exporter, image: quay.io/prometheus/node-exporter@\(Self.digest("d"))}")
    #expect(outcome.output == expected)
  }

  @Test func `a spec without a runtime gets one, a locked one stays, and it is one that checks`() async throws {
    defer { engine.close() }
    try writeNode(in: sandbox)
    let locked = try await lock().output
    #expect(locked.hasPrefix("runtime: {image: ghcr.io/chaserhkj/crio-krun@\(Self.digest("b"))}\nname: edge-01\n"))
    try sandbox.write(locked, to: "node.yaml")
    #expect(try await lock().output == locked)
    let check = try await sandbox.run(["check"])
    #expect(check.status == .done)
    #expect(!check.errors.contains("published last"), "\(check.errors)")
  }

  @Test func `of several nodes the one that is named is locked, in a file that has them all`() async throws {
    defer { engine.close() }
    try writeNode(in: sandbox)
    let text = try sandbox.read("node.yaml")
    let both =
      "\(text)\n---\n\(text.replacing("edge-01", with: "edge-02").replacing("name:", with: "dataDir: /b\nname:"))"
    try sandbox.write(both, to: "node.yaml")
    let outcome = try await lock("edge-02", "-o", "out")
    #expect(outcome.status == .done, "\(outcome.errors)")
    let locked = try sandbox.read("out/node.yaml")
    #expect(locked.hasPrefix("\(text)\n---\nruntime: {image: ghcr.io/"), "\(locked)")
  }

  @Test func `an image that has no digest, or is not there, is told with what gives it one`() async throws {
    defer { engine.close() }
    try writeNode(in: sandbox)
    engine.change { $0.digests["docker.io/k0sproject/k0s:v1.34.1-k0s.0"] = nil }
    let built = try await lock()
    #expect(built.status == .failed)
    #expect(
      built.errors == """
        error: edge-01: Docker knows no digest of docker.io/k0sproject/k0s:v1.34.1-k0s.0, the image of k0s, as for one that \
        was built or loaded there; nodectl pull edge-01 fetches the registry's

        """)
    engine.change { $0.images.remove("docker.io/k0sproject/k0s:v1.34.1-k0s.0") }
    #expect(try await lock().errors.contains("of k0s is not on Docker; nodectl pull edge-01 fetches it"))
  }

  @Test(arguments: ["override: a.yaml", "template: ./b.yaml"])
  func `an image that a compose file names is not the spec's to pin`(more: String) async throws {
    defer { engine.close() }
    try writeNode(in: sandbox, more: more)
    try sandbox.write("services: {k0s: {image: 'docker.io/k0sproject/k0s:v9'}}\n", to: "a.yaml")
    try sandbox.write("services: {k0s: {image: 'docker.io/k0sproject/k0s:v9'}}\n", to: "b.yaml")
    let outcome = try await lock()
    #expect(outcome.status == .failed)
    #expect(
      outcome.errors.contains("k0s:v9 of k0s is named by a compose file and not by the spec; write its digest there"),
      "\(outcome.errors)")
  }

  @Test func `an alias, which an edit cannot meet, is told with what to write`() async throws {
    defer { engine.close() }
    try writeNode(in: sandbox)
    let text = try sandbox.read("node.yaml").replacing("k0s:\n", with: "k0s:\n  image: *it\n")
    try sandbox.write("runtime: {image: &it 'ghcr.io/chaserhkj/crio-krun:latest'}\n\(text)", to: "node.yaml")
    let outcome = try await lock()
    #expect(outcome.status == .failed)
    #expect(
      outcome.errors.contains("\n  k0s.image: ghcr.io/chaserhkj/crio-krun@\(Self.digest("b"))"), "\(outcome.errors)")
  }
}
