import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// Nodes of each runtime: their services, and the files that they are configured with.
@Suite(.engineTest, .serialized) struct RuntimeScenarios {
  @Test(arguments: EngineKind.allCases)
  func `a node of containerd has its owner's drop-in, takes a change of it over and leaves nothing`(
    engine: EngineKind
  ) async throws {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    let spec = "runtime:\n  kind: containerd\n  dropIns: [downloads.toml]\n"
    try await ScenarioNode.with("containerd", on: engine, spec: { $0 + spec }) { node in
      let dropIn = try example("containerd/downloads.toml")
      try await node.write(dropIn, to: "downloads.toml")
      try await node.up()
      try await expect(dropIn, in: node, "k0s", at: "/etc/k0s/containerd.d/downloads.toml")
      let status = try await node.nodectl("status", "--json")
      let seen = try JSONDecoder().decode(SeenStatus.self, from: Data(status.output.utf8))
      #expect(seen.ready)
      #expect(seen.services.map(\.name) == ["zerotier", "k0s"])

      let changed = dropIn.replacing("= 6", with: "= 3")
      try await node.write(changed, to: "downloads.toml")
      let zerotier = try await node.inspect("zerotier", "{{.Id}}")
      try await node.up()
      try await expect(changed, in: node, "k0s", at: "/etc/k0s/containerd.d/downloads.toml")
      #expect(try await node.inspect("zerotier", "{{.Id}}") == zerotier)
      try await node.expectConverged()

      let down = try await node.nodectl("down", "--volumes")
      #expect(down.status == 0, "\(down.errors)")
      #expect(try await node.leftOnEngine() == [])
    }
    try await neighbour.expectUntouched()
  }

  @Test func `an export brings the files of the runtime with it, for both compose tools`() async throws {
    let spec = "runtime:\n  kind: containerd\n  dropIns: [downloads.toml]\n"
    try await ScenarioNode.with("files", on: .docker, spec: { $0 + spec }) { node in
      let dropIn = try example("containerd/downloads.toml")
      try await node.write(dropIn, to: "downloads.toml")
      let export = try await node.nodectl("export", "-o", "out", "--secrets", "files")
      try #require(export.status == 0, "\(export.errors)")
      try await node.write("K0S_NODE_IP=10.1.2.3\n", to: "out/.env")
      try await node.host.output(of: ["podman-compose", "-f", "\(node.directory)/out/compose.yaml", "config"])
      let one = try await node.nodectl("export")
      try await node.write(one.output, to: "out/one.yaml")
      // The directory binds the file, the single file has it in itself.
      for file in ["compose.yaml", "one.yaml"] {
        let compose = [
          "env", "DOCKER_HOST=unix://\(node.engine.socket)", "docker-compose", "-f", "\(node.directory)/out/\(file)",
        ]
        try await node.host.output(of: compose + ["up", "--detach", "--wait"])
        try await expect(dropIn, in: node, "k0s", at: "/etc/k0s/containerd.d/downloads.toml")
        try await node.host.output(of: compose + ["down", "--volumes"])
      }
      #expect(try await node.leftOnEngine() == [])
    }
  }

  private struct SeenStatus: Decodable {
    struct Service: Decodable { let name: String }

    let ready: Bool
    let services: [Service]
  }

  private func example(_ path: String) throws -> String {
    let file = TestHost.repository.appending("examples").appending(path)
    return try String(contentsOf: URL(filePath: file.string), encoding: .utf8)
  }

  private func expect(
    _ content: String, in node: ScenarioNode, _ service: String, at path: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let read = try await node.host.output(of: [
      node.engine.rawValue, "exec", "\(node.name)-\(service)-1", "cat", path,
    ])
    #expect(read == content, sourceLocation: sourceLocation)
  }
}
