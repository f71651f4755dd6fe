import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// A node that is up on a stub engine, in a sandbox that has its spec.
struct UpNode {
  let sandbox: Sandbox
  let engine: StubEngine
  /// What names the engine on a command line.
  var engineOption: [String] { ["--engine", "unix://\(engine.path)"] }

  static let images = [
    "docker.io/zerotier/zerotier:1.14.2", "ghcr.io/chaserhkj/crio-krun:latest",
    "docker.io/k0sproject/k0s:v1.34.1-k0s.0",
  ]

  /// Runs the body with an engine on which the node `edge-01` is up.
  static func with(
    _ flavour: StubFlavour = .docker, wait: String = "started", in sandbox: Sandbox? = nil,
    _ body: (UpNode) async throws -> Void
  ) async throws {
    let sandbox = try sandbox ?? Sandbox()
    try writeNode(in: sandbox, nodeIP: "10.1.2.3")
    let engine = StubEngine(flavour, images: images)
    defer { engine.close() }
    let node = UpNode(sandbox: sandbox, engine: engine)
    let up = try await node.run("up", "--wait", wait, "--progress", "quiet")
    try #require(up.status == .done, "\(up.errors)")
    try await body(node)
  }

  /// What a command ends with and says; the engine is named to it behind its name.
  func run(_ arguments: String..., input: String = "", output: FileDescriptor? = nil) async throws -> Sandbox.Outcome {
    try await sandbox.run(
      [arguments[0]] + engineOption + arguments.dropFirst(), input: input, output: output)
  }
}
