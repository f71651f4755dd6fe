import Glibc
import SystemPackage
import Testing
import YAML

@testable import nodectl

@Suite struct ExportTests {
  @Test func `a compose file goes to standard output`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["export"])
    #expect(outcome.status == .done)
    #expect(outcome.output.contains("\nname: edge-01\nservices:\n  zerotier:\n"))
    #expect(outcome.output.contains("${K0S_NODE_IP:?run nodectl status edge-01}"))
  }

  @Test func `an exported directory holds all that its compose file names`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["export", "-o", "out", "--secrets", "files"])
    #expect(outcome.status == .done)
    #expect(try sandbox.read("out/compose.yaml").contains("file: ./identity.secret"))
    #expect(try sandbox.read("out/compose.yaml").contains("\(sandbox.directory)/k0s-data:/var/lib/k0s:shared"))
    #expect(try sandbox.read("out/identity.secret") == knownIdentity + "\n")
    #expect(try sandbox.read("out/join-token") == joinToken + "\n")
    #expect(try sandbox.read("out/.env") == "# K0S_NODE_IP=\n")
  }

  @Test func `secrets are only written where that was asked for, and then for their owner`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: "template: classic", nodeIP: "10.1.2.3")
    _ = try await sandbox.run(["export", "-o", "open"])
    #expect(try sandbox.read("open/.env") == "# ZT_ID_PUB=\n# ZT_ID_SEC=\n# K0S_JOIN_TOKEN=\n")
    _ = try await sandbox.run(["export", "-o", "full", "--secrets", "files"])
    #expect(try sandbox.read("full/.env").contains("ZT_ID_SEC='\(knownIdentity)'\n"))
    var status = stat()
    unsafe lstat(sandbox.directory.appending("full/.env").string, &status)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func `what a user has filled in is kept`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    try sandbox.write("K0S_NODE_IP=10.1.2.3\n", to: ".env")
    let outcome = try await sandbox.run(["export", "-o", "."])
    #expect(outcome.errors.contains("kept \(sandbox.directory)/.env, which is there already\n"), "\(outcome.errors)")
    #expect(try sandbox.read(".env") == "K0S_NODE_IP=10.1.2.3\n")
  }

  @Test(arguments: ["quadlet", "systemd"])
  func `what is several files needs a directory`(format: String) async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["export", "--format", format])
    #expect(outcome.status == .usage)
    #expect(outcome.errors.hasSuffix("name a directory with -o\n"))
  }

  @Test func `Quadlet's units find the secrets beside them and the data where it is`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, nodeIP: "10.1.2.3")
    let outcome = try await sandbox.run(["export", "--format", "quadlet", "-o", "out", "--secrets", "files"])
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(outcome.errors.contains("next: mv \(sandbox.directory)/out /etc/containers/systemd/edge-01 && "))
    let zerotier = try sandbox.read("out/edge-01-zerotier.container")
    #expect(zerotier.contains("\nVolume=./identity.secret:/var/lib/zerotier-one/identity.secret:ro\n"))
    let worker = try sandbox.read("out/edge-01-k0s.container")
    #expect(worker.contains("\nVolume=./join-token:/etc/nodectl/join-token:ro\n"))
    #expect(worker.contains("\nVolume=\(sandbox.directory)/k0s-data:/var/lib/k0s:shared\n"))
    #expect(try sandbox.read("out/join-token") == joinToken + "\n")
  }

  @Test func `the runtime's files are beside what names them, exactly as they were`() async throws {
    let sandbox = try Sandbox()
    let dropIn = "version = 2 # ${NOT_A_VARIABLE}\n[plugins.\"io.containerd.grpc.v1.cri\"]\n"
    try sandbox.write(dropIn, to: "a.toml")
    try writeNode(in: sandbox, more: "runtime: {kind: containerd, dropIns: [a.toml]}", nodeIP: "10.1.2.3")
    _ = try await sandbox.run(["export", "-o", "compose"])
    let outcome = try await sandbox.run(["export", "--format", "quadlet", "-o", "units"])
    #expect(outcome.status == .done, "\(outcome.errors)")
    for directory in ["compose", "units"] {
      #expect(try sandbox.read("\(directory)/config/k0s-containerd.d-a.toml") == dropIn)
    }
    let mount = "./config/k0s-containerd.d-a.toml:/etc/k0s/containerd.d/a.toml:ro\n"
    #expect(try sandbox.read("compose/compose.yaml").contains("- \(mount)"))
    #expect(try sandbox.read("units/edge-01-k0s.container").contains("\nVolume=\(mount)"))
  }

  @Test func `manifests are the runtime classes that go with the node, and nothing of the node's`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["export", "--format", "manifests", "-o", "out"])
    #expect(outcome.status == .done, "\(outcome.errors)")
    let lines = try sandbox.read("out/manifests.yaml").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      lines == ["apiVersion: node.k8s.io/v1", "kind: RuntimeClass", "metadata:", "  name: krun", "handler: krun"])
  }

  @Test func `the GPU operator's values are beside the manifests, and a comment where there is one output`()
    async throws
  {
    let sandbox = try Sandbox()
    try writeNode(
      in: sandbox, more: "runtime: {kind: containerd, nvidia: {driverRoot: /srv/nvidia}, runtimes: {runsc: }}")
    let export = ["export", "--format", "manifests"]
    #expect(try await sandbox.run(export + ["-o", "out"]).status == .done)
    let values = try #require(
      try Parser.parse(Source(name: "", text: try sandbox.read("out/gpu-operator-values.yaml"))).first)
    #expect(values["driver"]?["enabled"]?.value == false)
    let environment = values["toolkit"]?["env"]?.sequence ?? []
    #expect(environment.contains { $0.value == ["name": "CONTAINERD_SOCKET", "value": "/run/k0s/containerd.sock"] })
    #expect(environment.contains { $0.value == ["name": "CONTAINERD_SET_AS_DEFAULT", "value": "false"] })
    let output = try await sandbox.run(export).output
    let objects = try Parser.parse(Source(name: "", text: output)).filter { !$0.isNull }
    #expect(objects.map { $0["kind"]?.scalar?.text } == ["RuntimeClass", "RuntimeClass"])
    #expect(objects.map { $0["metadata"]?["name"]?.scalar?.text } == ["gvisor", "nvidia"])
    #expect(objects.map { $0["handler"]?.scalar?.text } == ["runsc", "nvidia"])
    #expect(output.contains("\n# driver:\n#   enabled: false\n"), "\(output)")
  }

  @Test func `a unit leaves nothing open: what is not known yet comes from the environment`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let export = ["export", "--format", "quadlet", "-o", "out"]
    let open = try await sandbox.run(export)
    #expect(open.status == .failed)
    #expect(open.errors.contains("K0S_NODE_IP must have a value"), "\(open.errors)")
    try sandbox.write("K0S_NODE_IP=10.1.2.3\n", to: ".env")
    #expect(try await sandbox.run(export).status == .done)
    #expect(try sandbox.read("out/edge-01-k0s.container").contains("--node-ip=10.1.2.3 "))
  }

  @Test(arguments: [
    ("template: classic", "ZT_ID_SEC"), ("metrics: host", "--format systemd"),
  ])
  func `what units cannot keep to themselves, or cannot make, is refused`(more: String, named: String) async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: more, nodeIP: "10.1.2.3")
    let outcome = try await sandbox.run(["export", "--format", "quadlet", "-o", "out", "--secrets", "files"])
    #expect(outcome.status == .failed)
    #expect(outcome.errors.contains(named), "\(outcome.errors)")
  }

  @Test func `systemd's units keep this nodectl, this spec and this engine, and no secret`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["export", "--format", "systemd", "--engine", "docker", "-o", "out"])
    #expect(outcome.status == .done, "\(outcome.errors)")
    let service = try sandbox.read("out/nodectl-edge-01.service")
    #expect(
      service.contains(" supervise -f \(sandbox.directory)/node.yaml --engine docker edge-01\n"), "\(service)")
    #expect(!service.contains("bd8dd6e4ce70"))
    #expect(!service.contains("H4sIAAAA"))
    #expect(
      outcome.errors.contains("\n  nodectl up -f \(sandbox.directory)/node.yaml --engine docker edge-01\n"),
      "the first up has to be on the same engine: \(outcome.errors)")
    let name = sandbox.directory.string.dropFirst().replacing("-", with: "\\x2d").replacing("/", with: "-")
    #expect(try sandbox.read("out/\(name)-k0s\\x2ddata.mount").contains("\nOptions=bind,shared\n"))
  }

  @Test func `a unit has to know which engine it waits for`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["export", "--format", "systemd", "-o", "out"])
    #expect(outcome.status == .usage)
    #expect(outcome.errors.contains("--engine docker or --engine podman"))
  }

  @Test func `no format prints a secret`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: "template: classic", nodeIP: "10.1.2.3")
    for format in ["compose", "env", "json"] {
      let output = try await sandbox.run(["export", "--format", format]).output
      #expect(!output.contains("bd8dd6e4ce70"))
      #expect(!output.contains("H4sIAAAA"))
    }
  }
}
