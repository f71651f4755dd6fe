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

  @Test(arguments: EngineKind.allCases)
  func `a node of CRI-O has its owner's drop-in, registries, certificates, flags and default runtime`(
    engine: EngineKind
  ) async throws {
    let spec = try example("crio-krun/node.yaml")
    let runtime = try #require(spec.firstRange(of: "runtime:\n")).lowerBound
    try await ScenarioNode.with("crio", on: engine, spec: { $0 + spec[runtime...] }) { node in
      for file in ["pause.conf", "mirror.crt"] { try await node.write(try example("crio-krun/\(file)"), to: file) }
      try await node.up()
      try await expect(
        try example("crio-krun/pause.conf"), in: node, "crio-krun", at: "/etc/crio/crio.conf.d/pause.conf")
      let certificate = "/etc/containers/certs.d/mirror.example.com:5000/ca.crt"
      try await expect(try example("crio-krun/mirror.crt"), in: node, "crio-krun", at: certificate)
      let command = try await node.inspect("crio-krun", "{{json .Config.Cmd}}")
      #expect(command == "[\"--default-runtime=krun\",\"--log-level=info\"]")
      let registries = try await node.host.output(of: [
        engine.rawValue, "exec", "\(node.name)-crio-krun-1", "cat", "/etc/containers/registries.conf.d/nodectl.conf",
      ])
      #expect(registries.contains("location = \"mirror.example.com:5000\"\n"), "\(registries)")
      try await node.expectConverged()
    }
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

  @Test func `a real containerd takes the files, and pulls through the mirror that they name`() async throws {
    try await withMirror("containerd", spec: "  kind: containerd\n  runtimes: {runsc: }\n") { node in
      try await node.host.withContainerd(configuredBy: node) { client, configuration in
        let dump = try await node.host.run(["containerd", "--config", configuration, "config", "dump"])
        #expect(dump.status == 0, "\(dump.errors)")
        #expect(dump.output.contains("/etc/k0s/containerd.d/certs.d"), "\(dump.output)")
        #expect(dump.output.contains("io.containerd.runsc.v1"), "\(dump.output)")
        #expect(!dump.errors.contains("Ignoring unknown key"), "\(dump.errors)")
        let pull = ["images", "pull", "--hosts-dir", "/etc/k0s/containerd.d/certs.d"]
        let pulled = try await node.host.run(client + pull + ["docker.io/mirrored/probe:1"])
        #expect(pulled.status == 0, "\(pulled.errors)")
      }
    }
  }

  /// Debian has gVisor's runsc and not its shim: k0s's own starts it in the place of runc.
  @Test(.enabled("Debian's runsc runs nothing on this machine") { await SandboxedProgram.runs })
  func `gVisor runs a container by what containerd has read of the runtime in the spec`() async throws {
    let host = TestHost.plain
    let version = try await host.k0sVersion
    let runtime = """
      runtime:
        kind: containerd
        runtimes: {gvisor: {type: io.containerd.runc.v2, programs: [\(SandboxedProgram.path)]}}

      """
    let spec: (String) -> String = { $0.replacing("v1.34.1+k0s.0", with: version) + runtime }
    try await ScenarioNode.with("sandboxed", on: .docker, spec: spec) { node in
      try await host.withContainerd(configuredBy: node) { client, configuration in
        let dump = try await host.output(of: ["containerd", "--config", configuration, "config", "dump"])
        let program = """
          import sys, tomllib
          for plugin in tomllib.loads(sys.stdin.read())["plugins"].values():
              runtime = plugin.get("containerd", {}).get("runtimes", {}).get("gvisor")
              if runtime: print(runtime["runtime_type"], runtime["options"]["BinaryName"])
          """
        let words = try await host.output(of: ["python3", "-c", program], input: dump).split(
          whereSeparator: \.isWhitespace)
        try #require(words.count == 2, "\(dump)")
        // containerd 2 itself unpacks for its standard snapshotter alone, which takes no host on an overlay.
        let unpacking = try await host.hasContainerd2 ? ["--local"] : []
        let load = client + ["images", "import", "--snapshotter", "native"] + unpacking + ["-"]
        try await host.output(of: ["sh", "-c", "docker save busybox:latest | \"$@\"", "sh"] + load)
        let run = [
          "run", "--rm", "--snapshotter", "native", "--runtime", String(words[0]), "--runc-binary", String(words[1]),
        ]
        let kernel = try await host.output(
          of: client + run + ["docker.io/library/busybox:latest", "probe", "uname", "-r"])
        #expect(kernel == "4.4.0\n", "gVisor's own kernel is that, whatever the machine's is")
      }
    }
  }

  @Test func `what CRI-O reads of registries lets skopeo pull through the mirror that it names`() async throws {
    try await withMirror("crio", spec: "  kind: crio-krun\n") { node in
      try await node.installRuntimeFiles()
      let configuration = "CONTAINERS_REGISTRIES_CONF=/etc/containers/registries.conf.d/nodectl.conf"
      let inspection = try await node.host.run(
        ["env", configuration, "skopeo", "inspect", "--no-tags", "docker://docker.io/mirrored/probe:1"])
      try await node.host.output(of: ["rm", "/etc/containers/registries.conf.d/nodectl.conf"])
      #expect(inspection.status == 0, "\(inspection.errors)")
    }
  }

  /// A node that is not brought up, with a mirror of docker.io that has an image which is nowhere else.
  private func withMirror(
    _ name: String, spec: String, _ body: (ScenarioNode) async throws -> Void
  ) async throws {
    let registries = "  registries: {docker.io: {mirrors: [\"http://localhost:5000\"]}}\n"
    let version = try await TestHost.plain.k0sVersion
    let text: (String) -> String = { $0.replacing("v1.34.1+k0s.0", with: version) + "runtime:\n" + spec + registries }
    try await ScenarioNode.with("mirror-\(name)", on: .docker, spec: text) { node in
      try await node.host.startRegistry()
      let image = "localhost:5000/mirrored/probe:1"
      try await node.host.output(of: ["docker", "tag", "docker.io/library/busybox:latest", image])
      try await node.host.output(of: ["docker", "push", image])
      try await body(node)
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
