import TestSupport
import Testing

@testable import nodectl

/// `pull`, against a stub engine on a real socket.
@Suite struct PullTests {
  private static let images = [
    "docker.io/zerotier/zerotier:1.14.2", "ghcr.io/chaserhkj/crio-krun:latest",
    "docker.io/k0sproject/k0s:v1.34.1-k0s.0",
  ]

  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try writeNode(in: sandbox)
  }

  @Test func `every image is pulled, and it is said which are new`() async throws {
    let engine = StubEngine(.docker, images: Array(Self.images.dropFirst()))
    defer { engine.close() }
    engine.change { $0.registry = Dictionary(uniqueKeysWithValues: Self.images.map { ($0, .succeeds(layers: 2)) }) }
    let pull = ["pull", "--engine", "unix://\(engine.path)", "--progress", "quiet"]
    let first = try await sandbox.run(pull)
    #expect(
      first.output == "edge-01: new here: \(Self.images[0]); nodectl up --pull always uses what is new\n",
      "\(first.errors)")
    #expect(engine.calls.count { $0.path == "/images/create" } == 3)
    let second = try await sandbox.run(pull)
    #expect(second.output == "edge-01: has its images, none is newer\n")
    #expect(engine.state.containers.isEmpty)
  }

  @Test func `an image that cannot be had is told with the registry's words`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    let outcome = try await sandbox.run(["pull", "--engine", "unix://\(engine.path)", "--progress", "quiet"])
    #expect(outcome.status == .failed)
    #expect(outcome.errors.contains("manifest unknown"), "\(outcome.errors)")
  }
}
