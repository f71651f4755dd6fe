import Glibc
import SystemPackage
import Testing

@testable import nodectl

@Suite struct InitTests {
  @Test func `a first spec explains itself, and knows its schema`() async throws {
    let sandbox = try Sandbox()
    let outcome = try await sandbox.run(["init"])
    #expect(outcome.status == .done)
    let lines = try sandbox.read("node.yaml").split(separator: "\n")
    #expect(lines.first == "# yaml-language-server: $schema=node.schema.json")
    #expect(try sandbox.read("node.schema.json").hasPrefix("{"))
    #expect(outcome.errors == "")
    #expect(try await sandbox.run(["check"]).errors.contains("node.yaml:3:1: error: 'name' is missing"))
  }

  @Test func `the published .env file becomes a spec that is right, its secrets files for their owner`() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(published, to: ".env")
    let outcome = try await sandbox.run(["init", "--from-env", ".env"])
    #expect(outcome.status == .done)
    #expect(outcome.errors == "")
    #expect(try sandbox.read("identity.secret") == knownIdentity + "\n")
    #expect(try sandbox.read("join-token") == joinToken + "\n")
    for file in ["identity.secret", "join-token"] {
      var status = stat()
      unsafe lstat(sandbox.directory.appending(file).string, &status)
      #expect(status.st_mode & 0o777 == 0o600)
    }
    #expect(!(try sandbox.read("node.yaml").contains(joinToken)))
    #expect(try await sandbox.run(["check"]).output == "edge-05: ok, zerotier → crio-krun → k0s\n")
  }

  @Test func `what export wrote is taken over, with the .env file beside it`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox, nodeIP: "10.147.20.5")
    _ = try await sandbox.run(["export", "-o", "out", "--secrets", "files"])
    let outcome = try await sandbox.run(["init", "new/node.yaml", "--from-compose", "out/compose.yaml"])
    #expect(outcome.status == .done)
    let check = try await sandbox.run(["check", "-f", "new/node.yaml"])
    #expect(check.output == "edge-01: ok, zerotier → crio-krun → k0s\n", "\(check.errors)")
    #expect(try sandbox.read("new/node.yaml").contains("\ndataDir: \(sandbox.directory)/k0s-data  #"))
  }

  @Test(arguments: ["node.yaml", "identity.secret", "join-token"])
  func `where one of its files is there already, nothing is written`(file: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.write(published, to: ".env")
    try sandbox.write("mine", to: file)
    let outcome = try await sandbox.run(["init", "--from-env", ".env"])
    #expect(outcome.status == .failed)
    #expect(outcome.errors.hasSuffix("/\(file) exists already, and is not overwritten\n"), "\(outcome.errors)")
    #expect(try sandbox.read(file) == "mine")
    for other in ["node.yaml", "identity.secret", "join-token"] where other != file {
      #expect(throws: (any Error).self) { try sandbox.read(other) }
    }
  }

  @Test func `a file that is no compose file of a node is refused with its place`() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("services:\n  web: {image: nginx}\n", to: "compose.yaml")
    let outcome = try await sandbox.run(["init", "--from-compose", "compose.yaml"])
    #expect(outcome.status == .invalidSpec)
    #expect(outcome.errors.contains("compose.yaml:1:1: error: this compose file has no k0s worker"))
  }

  private let published = """
    K0S_NODE_NAME=edge-05
    K0S_NODE_IP=10.147.20.5
    K0S_VERSION=v1.34.1-k0s.0
    K0S_JOIN_TOKEN=\(joinToken)
    ZT_ID_PUB=\(knownIdentity.dropLast(129))
    ZT_ID_SEC=\(knownIdentity)
    ZT_NET=8056c2e21c000001

    """
}
