import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// `support-bundle`, against a stub engine on a real socket.
@Suite struct SupportBundleTests {
  private let sandbox: Sandbox
  private let engine = StubEngine(.docker, images: images)

  init() throws {
    sandbox = try Sandbox()
    try writeNode(in: sandbox, nodeIP: "10.1.2.3")
  }

  private var socket: String { "unix://\(engine.path)" }

  private func up() async throws {
    let outcome = try await sandbox.run(["up", "--wait", "healthy", "--engine", socket, "--progress", "quiet"])
    try #require(outcome.status == .done, "\(outcome.errors)")
  }

  /// The files of a bundle that is made, by their paths.
  private func bundle(_ arguments: String...) async throws -> [String: String] {
    let outcome = try await sandbox.run(["support-bundle", "bundle.tar"] + arguments)
    try #require(outcome.status == .done, "\(outcome.errors)")
    let entries = try #require(TarReader.entries(of: try bytes()))
    #expect(entries.allSatisfy { $0.mode == 0o600 })
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.path, String(decoding: $0.content, as: UTF8.self)) })
  }

  private func bytes() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: sandbox.directory.appending("bundle.tar").string)))
  }

  @Test func `of a node that runs it has the spec, the plan, the status, and what the engine and its parts say`()
    async throws
  {
    defer { engine.close() }
    engine.change { world in
      world.behaviour = { _ in
        var behaviour = StubBehaviour.healthy()
        behaviour.stdout = "what it says\n"
        return behaviour
      }
    }
    try await up()
    let files = try await bundle("--engine", socket)
    let services = ["zerotier", "crio-krun", "k0s"]
    let parts =
      ["spec.yaml", "stack.json", "secrets.json", "doctor.json", "plan.json", "status.json"]
      + ["engine.json", "engine-version.json", "networks/edge-01_default.json", "volumes/edge-01_k0s-log.json"]
      + ["zerotier-info", "zerotier-networks", "crictl-info", "k0s-status", "kubectl-node"].map { "answers/\($0).txt" }
      + services.map { "containers/edge-01-\($0)-1.json" } + services.map { "logs/edge-01-\($0)-1.log" }
    for part in parts { #expect(files["support/edge-01/\(part)"]?.isEmpty == false, "\(part)") }
    #expect(files["support/edge-01/logs/edge-01-k0s-1.log"] == "what it says\n")
    #expect(files["support/edge-01/status.json"]?.contains("\"ready\" : true") == true)
    #expect(files["support/edge-01/answers/zerotier-info.txt"]?.contains("\"online\": true") == true)
    // The tests' host is one that cannot be seen.
    #expect(files["support/MISSING"]?.split(separator: "\n").count == 1, "\(files["support/MISSING"] ?? "")")
    for (path, text) in files where path.hasSuffix(".json") {
      #expect(throws: Never.self, "\(path)") { try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }
    }
  }

  /// The published stack has the token in its arguments; and each part says what it should not.
  @Test(arguments: ["crio-krun", "classic"]) func `no piece of a secret is in it`(template: String) async throws {
    defer { engine.close() }
    let secretKey = String(try #require(knownIdentity.split(separator: ":").last))
    let bootstrapToken = "abcdef.0123456789abcdef"
    try writeNode(in: sandbox, more: "template: \(template)", nodeIP: "10.1.2.3")
    // In the spec itself, too.
    try sandbox.write(
      try sandbox.read("node.yaml").replacing("{file: identity.secret}", with: "{secret: \"\(knownIdentity)\"}"),
      to: "node.yaml")
    engine.change { world in
      world.behaviour = { _ in
        var behaviour = StubBehaviour.healthy()
        behaviour.stdout = """
          joining with \(joinToken)
          \(joinToken.prefix(76))
          \(joinToken.dropFirst(76).prefix(30)) and \(bootstrapToken), \(bootstrapToken.dropFirst(8))
          K0S_JOIN_TOKEN=\(joinToken.prefix(20))
          \(secretKey.uppercased())

          """
        behaviour.stderr = "identity \(knownIdentity), \(secretKey.dropFirst(5).prefix(20))\n"
        return behaviour
      }
      world.exec = { _, _ in StubExecAnswer(exitCode: 1, stdout: joinToken, stderr: knownIdentity) }
    }
    try await up()
    let files = try await bundle("--engine", socket)
    let search = SecretSearch(for: [secretKey, joinToken, bootstrapToken])
    #expect(search.findings(in: Array("base64 \(Data(knownIdentity.utf8).base64EncodedString())".utf8)) != [])
    for (path, text) in files { #expect(search.findings(in: Array(text.utf8)) == [], "\(path)") }
    #expect(files["support/edge-01/spec.yaml"]?.contains("secret: \"8e4df28b72:0:") == true)
  }

  @Test func `what others hold as secrets is hidden of a node whose spec is not there`() async throws {
    defer { engine.close() }
    try writeNode(in: sandbox, more: "template: classic", nodeIP: "10.1.2.3")
    try await up()
    try sandbox.write("", to: "empty.yaml")
    let files = try await bundle("--engine", socket, "--file", "empty.yaml", "edge-01")
    #expect(files["support/edge-01/containers/edge-01-k0s-1.json"]?.contains("********") == true)
    let search = SecretSearch(for: [String(knownIdentity.suffix(128)), joinToken])
    #expect(search.findings(in: try bytes()) == [])
  }

  @Test func `without an engine it has the spec, and says what it does not have`() async throws {
    defer { engine.close() }
    let files = try await bundle("--engine", "unix:///nonexistent/engine.sock")
    #expect(files["support/edge-01/spec.yaml"]?.contains("name: edge-01") == true)
    #expect(files["support/edge-01/doctor.json"]?.contains("/nonexistent/engine.sock") == true)
    #expect(files["support/MISSING"]?.contains("edge-01/engine: error:") == true)
  }

  @Test func `with a spec that is wrong it says what is wrong, and takes the nodes that are on the engine`()
    async throws
  {
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in .healthy() } }
    try await up()
    try sandbox.write(try sandbox.read("node.yaml").replacing("8056c2e21c000001", with: "xyz"), to: "node.yaml")
    let files = try await bundle("--engine", socket)
    #expect(files["support/MISSING"]?.contains("spec: node.yaml:3:") == true, "\(files["support/MISSING"] ?? "")")
    #expect(files["support/edge-01/status.json"] != nil)
  }

  @Test func `it is for its owner only, and takes no other file's place`() async throws {
    defer { engine.close() }
    _ = try await bundle("--engine", "unix:///nonexistent/engine.sock")
    let path = sandbox.directory.appending("bundle.tar").string
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let before = try bytes()
    let again = try await sandbox.run(["support-bundle", "bundle.tar", "--engine", "unix:///nonexistent/engine.sock"])
    #expect(again.errors.contains("bundle.tar exists already"))
    #expect(try bytes() == before)
    let target = sandbox.directory.appending("no-such-file").string
    let link = sandbox.directory.appending("link.tar").string
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let linked = try await sandbox.run(["support-bundle", "link.tar", "--engine", "unix:///nonexistent/engine.sock"])
    #expect(linked.status == .failed)
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  private static let images = [
    "docker.io/zerotier/zerotier:1.14.2", "docker.io/zerotier/zerotier:latest", "ghcr.io/chaserhkj/crio-krun:latest",
    "docker.io/k0sproject/k0s:v1.34.1-k0s.0",
  ]
}
