import TestSupport
import Testing

@testable import nodectl

@Suite struct CheckTests {
  @Test func `a good spec is ok`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .done)
    #expect(outcome.output == "edge-01: ok, zerotier → crio-krun → k0s\n")
    #expect(outcome.errors.hasPrefix("note: edge-01: its kubelet sets kernel settings of the whole host, unless"))
    try writeNode(in: sandbox, more: "hostSysctls: refuse")
    #expect(
      try await sandbox.run(["check"]).errors
        == "note: edge-01: ghcr.io/chaserhkj/crio-krun:latest of crio-krun is whatever was published last; "
        + "nodectl export --lock pins what is there\n")
    let pinned = "runtime: {image: 'ghcr.io/chaserhkj/crio-krun@sha256:\(String(repeating: "a", count: 64))'}"
    try writeNode(in: sandbox, more: "hostSysctls: refuse\n\(pinned)")
    #expect(try await sandbox.run(["check"]).errors == "")
  }

  @Test(arguments: ["/", "/srv", "/var/lib/docker/volumes", "/srv/../mnt/"])
  func `a directory below which others have their mounts is no node's data`(directory: String) async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: "dataDir: \(directory)")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors.contains("is a directory of the system's, with others' mounts below it"))
  }

  @Test func `every problem is shown with its place, its line and what would be right`() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("name: Edge\nzerotier: {network: 12}\nk0s:\n  verson: v1.34.1+k0s.0\n", to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(
      outcome.errors.contains(
        "node.yaml:1:7: error: 'Edge' cannot be a node's name\n  1 | name: Edge\n    |       ^\n  hint: "))
    #expect(outcome.errors.contains("node.yaml:4:3: error: unknown key 'verson'"))
    #expect(outcome.errors.contains("hint: did you mean 'version'?"))
    #expect(outcome.errors.hasSuffix("5 errors\n"))
  }

  @Test(arguments: [
    ("", "node.yaml:1:1: error: the file is empty"),
    ("name: x\n\tzerotier: {}\n", "YAML is indented with spaces, never with tabs"),
    ("name: a\nname: b\n", "node.yaml:2:1: error: this key is here twice"),
    (String(repeating: "[", count: 20_000), "node.yaml:1:101: error: nested more than 100 levels deep"),
    ("a: &a [x, x]\nb: &b [*a, *a, *a]\nc: *nothing\n", "node.yaml:3:4: error: no anchor &nothing before this alias"),
    (
      "name: ${NODE_NAME:?say which}\n",
      "node.yaml:1:7: error: the variable NODE_NAME is required but has no value: say which"
    ),
    ("- a\n- b\n", "node.yaml:1:1: error: expected a mapping here, not a list"),
  ])
  func `what is no spec is refused where it stands`(text: String, message: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.write(text, to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test(arguments: [SampleSecrets.joinToken, knownIdentity, "abcdef.0123456789abcdef"])
  func `a secret in the place of a key is not shown`(secret: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.write("k0s:\n  joinToken: {\(secret)}\n", to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors.contains("node.yaml:2:15: error: unknown key "), "\(outcome.errors)")
    #expect(!outcome.errors.contains(secret.suffix(16)), "\(outcome.errors)")
  }

  @Test func `a file that is too large is refused without being read to its end`() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(String(repeating: "a", count: 3 << 20), to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors.hasPrefix("node.yaml:1:1: error: the file is larger than 1 MiB"))
  }

  @Test(arguments: [
    (["check", "-f", "/tmp"], "error: /tmp is a directory, not a file\n"),
    (["check", "-f", "no.yaml"], "error: no.yaml: there is no such file\n"),
    (
      ["check"],
      "error: there is no node.yaml and no nodectl.yaml here; name a spec with -f, or write a first one with nodectl init\n"
    ),
  ])
  func `a spec that cannot be read says why`(arguments: [String], message: String) async throws {
    let outcome = try await Sandbox().run(arguments)
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors == message)
  }

  @Test(arguments: [
    ("identity.secret", "node.yaml:4:20: error: the secret cannot be read", "make one: nodectl identity new /"),
    ("join-token", "node.yaml:7:21: error: the secret cannot be read", "'k0s token create --role=worker'"),
  ])
  func `a secret that is not there is an error where the spec names it, which says how it is made`(
    missing: String, message: String, remedy: String
  ) async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    try sandbox.write(try sandbox.read("node.yaml").replacing("file: \(missing)", with: "file: gone"), to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("override: [a.yaml, gone.yaml]", "node.yaml:9:20: error: the override cannot be read: /"),
    ("override: a.yaml", "a.yaml:1:18: error: unknown key 'links'"),
    ("override: empty.yaml", "empty.yaml:1:1: error: the file is empty"),
    ("override: {a: b}", "node.yaml:9:11: error: expected text here, not a mapping"),
  ])
  func `what is wrong with an override is an error where it stands`(line: String, message: String) async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: line)
    try sandbox.write("services: {k0s: {links: [zerotier]}}\n", to: "a.yaml")
    try sandbox.write("", to: "empty.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func `what CRI-O must never have is refused where an override says it`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: "override: a.yaml")
    try sandbox.write("services:\n  crio-krun:\n    pid: host\n    cgroup: host\n", to: "a.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(
      outcome.errors == """
        a.yaml:3:10: error: with the host's processes, CRI-O's entry point would move the host's init
          3 |     pid: host
            |          ^
          hint: leave 'pid: host' out; for the usage of the whole host set 'metrics' in the spec
        a.yaml:4:13: error: with the host's cgroups, CRI-O and its pods would leave their container, and nothing would end them
          4 |     cgroup: host
            |             ^
          hint: leave 'cgroup: host' out; for the usage of the whole host set 'metrics' in the spec
        2 errors

        """)
  }

  @Test func `that pods run outside of the node is said, and one runtime for two nodes refused`() async throws {
    let sandbox = try Sandbox()
    try writeNode(
      in: sandbox,
      more: "runtime: {kind: external, socket: 'remote:unix:///run/a.sock', cgroupDriver: cgroupfs}\ndataDir: /srv/a")
    let one = try await sandbox.run(["check"])
    #expect(one.status == .done)
    #expect(
      one.errors.contains(
        "note: edge-01: its pods run outside of the node's containers, by the runtime at /run/a.sock: "))
    #expect(one.output == "edge-01: ok, zerotier → k0s\n")
    let text = try sandbox.read("node.yaml")
    try sandbox.write("\(text)\n---\n\(text.replacing("edge-01", with: "edge-02"))", to: "node.yaml")
    let two = try await sandbox.run(["check"])
    #expect(two.errors.contains("error: the container runtime at /run/a.sock is that of the node 'edge-01' too"))
  }

  @Test func `no message holds a secret`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let text = try sandbox.read("node.yaml")
    let inline = text.replacing("{file: identity.secret}", with: "{secret: '\(knownIdentity)', publik: x}")
      .replacing("{file: join-token}", with: "{valeu: H4sIAAAAAAAAsecret}")
    try sandbox.write(inline, to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    #expect(!outcome.errors.contains("bd8dd6e4ce70"))
  }

  @Test func `the .env file beside the spec fills its variables, and the environment wins over it`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let text = try sandbox.read("node.yaml").replacing("name: edge-01", with: "name: ${NODE:-none}-${ROOM}")
    try sandbox.write(text, to: "node.yaml")
    try sandbox.write("NODE=file\nROOM=attic\n", to: ".env")
    #expect(try await sandbox.run(["check"]).output.hasPrefix("file-attic: ok"))
    #expect(try await sandbox.run(["check"], environment: ["NODE": "process"]).output.hasPrefix("process-attic: ok"))
  }

  @Test(arguments: [["LANG": "C"], [:], ["LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"]])
  func `where the locale has no more than ASCII, no more is written`(environment: [String: String]) async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["check"], environment: environment)
    #expect(outcome.output == "edge-01: ok, zerotier -> crio-krun -> k0s\n")
  }

  @Test func `a node that the spec does not have is told with the ones it has`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let outcome = try await sandbox.run(["check", "edge-1"])
    #expect(outcome.status == .usage)
    #expect(outcome.errors == "error: the spec has no node 'edge-1'; did you mean 'edge-01'? there are: edge-01\n")
  }

  @Test func `two nodes of one name are refused with both named`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let text = try sandbox.read("node.yaml")
    try sandbox.write("\(text)\n---\n\(text)", to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.errors.contains("error: there are two nodes named 'edge-01'"))
    #expect(outcome.errors.contains("hint: the other one is at node.yaml:1:7"))
  }

  @Test func `what only one node of an engine may have is refused where the second wants it, with both named`()
    async throws
  {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    let text = try sandbox.read("node.yaml")
    try sandbox.write("\(text)\n---\n\(text.replacing("edge-01", with: "edge-02"))", to: "node.yaml")
    let outcome = try await sandbox.run(["check"])
    #expect(outcome.status == .invalidSpec)
    let shared = [
      "the data directory \(sandbox.directory)/k0s-data", "the UDP port 9994 of the host",
      "the ZeroTier identity 8e4df28b72",
    ]
    for claim in shared {
      #expect(outcome.errors.contains("error: \(claim) is that of the node 'edge-01' too"), "\(outcome.errors)")
    }
    #expect(outcome.errors.contains("hint: see node.yaml:4:20"))
  }

  @Test func `nodes of different engines may have the same`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, more: "engine: docker")
    let text = try sandbox.read("node.yaml")
    let other = text.replacing("edge-01", with: "edge-02").replacing("docker", with: "podman")
    try sandbox.write("\(text)\n---\n\(other)", to: "node.yaml")
    #expect(try await sandbox.run(["check"]).status == .done)
  }
}
