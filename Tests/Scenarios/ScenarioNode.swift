import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// A node with a directory of its own in a test host, on one of its engines.
struct ScenarioNode: Sendable {
  let host: TestHost
  let engine: EngineKind
  let name: String
  let identity: String

  var directory: String { "/srv/\(name)" }

  /// Runs the body with a node whose spec is written, and takes away whatever it leaves.
  ///
  /// `spec` changes the text of the spec: the smallest there is.
  static func with(
    _ name: String, on engine: EngineKind, host: TestHost = .plain, spec: (String) -> String = { $0 },
    _ body: (ScenarioNode) async throws -> Void
  ) async throws {
    try await with(exactly: "\(name)-\(engine.rawValue)", on: engine, host: host, spec: spec, body)
  }

  private static func with(
    exactly name: String, on engine: EngineKind, host: TestHost, spec: (String) -> String,
    _ body: (ScenarioNode) async throws -> Void
  ) async throws {
    let identity = await IdentityPool.shared.take()
    let node = ScenarioNode(host: host, engine: engine, name: name, identity: identity)
    do {
      try await node.run(spec, body)
    } catch {
      await node.remove()
      await IdentityPool.shared.giveBack(identity)
      throw error
    }
    await node.remove()
    await IdentityPool.shared.giveBack(identity)
  }

  /// Runs the body with the node of a spec of examples/, its text as it is, and takes away whatever it leaves.
  ///
  /// `--engine` has to name the engine, as long as that does not hold the node.
  static func with(
    example: String, on engine: EngineKind, host: TestHost, _ body: (ScenarioNode) async throws -> Void
  ) async throws {
    let file = TestHost.repository.appending("examples/\(example)/node.yaml").string
    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    let name = String(try #require(text.firstMatch(of: /(?m)^name: (\S+)$/)).output.1)
    try await with(exactly: name, on: engine, host: host, spec: { _ in text }, body)
  }

  private func run(_ spec: (String) -> String, _ body: (ScenarioNode) async throws -> Void) async throws {
    try await host.output(of: ["mkdir", "-p", directory])
    let text = spec(smallestSpec).replacing(/hostPort: auto/) { _ in "hostPort: \(PortPool.take())" }
    try await write(text, to: "node.yaml")
    try await write(identity + "\n", to: "identity.secret")
    try await write(SampleSecrets.joinToken + "\n", to: "join-token")
    try await body(self)
  }

  private var smallestSpec: String {
    """
    name: \(name)
    zerotier:
      network: 8056c2e21c000001
      identity: {file: identity.secret}
      hostPort: auto
    k0s:
      version: v1.34.1+k0s.0
      joinToken: {file: join-token}
    engine: \(engine.rawValue)

    """
  }

  func write(_ text: String, to file: String) async throws {
    try await host.output(of: ["sh", "-c", "cat > \"$0\"", "\(directory)/\(file)"], input: text)
  }

  /// Runs nodectl in the node's directory.
  func nodectl(_ arguments: String...) async throws -> CommandResult { try await nodectl(arguments) }

  func nodectl(_ arguments: [String]) async throws -> CommandResult {
    try await host.run(["sh", "-c", "cd \"$0\" && exec nodectl \"$@\"", directory] + arguments)
  }

  /// Brings the node up, which must succeed.
  @discardableResult
  func up(_ arguments: String...) async throws -> String {
    try await host.output(
      of: ["sh", "-c", "cd \"$0\" && exec nodectl up \"$@\"", directory, "--timeout", "60s"] + arguments)
  }

  /// Checks that `up` fails, with that status, and says those words by its third run.
  ///
  /// On a busy machine its patience may end before a part of the node has come to what it is to be told of.
  func expectUp(
    _ arguments: String..., failsWith status: Int32, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    var said = ""
    for _ in 1...3 where !said.contains(words) {
      let up = try await nodectl(["up"] + arguments)
      try #require(up.status == status, "\(up.errors)", sourceLocation: sourceLocation)
      said = up.errors
    }
    #expect(said.contains(words), "\(said)", sourceLocation: sourceLocation)
  }

  /// What the engine's own command says of a container, as a Go template has it.
  func inspect(_ service: String, _ template: String) async throws -> String {
    let output = try await host.output(of: [engine.rawValue, "inspect", "--format", template, "\(name)-\(service)-1"])
    return String(output.split(separator: "\n").first ?? "")
  }

  /// Rewrites the node's spec.
  func edit(_ change: (String) -> String) async throws {
    try await write(change(try await host.output(of: ["cat", "\(directory)/node.yaml"])), to: "node.yaml")
  }

  /// The ids of the node's containers by their services.
  func ids() async throws -> [String: String] {
    var ids: [String: String] = [:]
    for service in ["zerotier", "crio-krun", "k0s"] { ids[service] = try await inspect(service, "{{.Id}}") }
    return ids
  }

  /// Checks that those services, and no others, have containers that they did not have before, and that all is done.
  func expectReplaced(
    _ services: Set<String>, since before: [String: String], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let after = try await ids()
    #expect(
      Set(after.filter { before[$0.key] != $0.value }.keys) == services, sourceLocation: sourceLocation)
    try await expectConverged(sourceLocation: sourceLocation)
  }

  /// Checks that every service is healthy and in order, and that there is nothing to do.
  func expectConverged(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let plan = try await nodectl("plan", "--detailed-exitcode")
    #expect(plan.status == 0, "\(plan.output)", sourceLocation: sourceLocation)
    let status = try await nodectl("status")
    #expect(status.status == 0, "\(status.output)", sourceLocation: sourceLocation)
  }

  /// Everything on the engine that carries the node's name: containers, networks and volumes, by name.
  func leftOnEngine() async throws -> [String] {
    let lists = [
      ["ps", "--all", "--format", "{{.Names}}"], ["network", "ls", "--format", "{{.Name}}"],
      ["volume", "ls", "--format", "{{.Name}}"],
    ]
    var names: [String] = []
    for list in lists {
      names += try await host.output(of: [engine.rawValue] + list).split(separator: "\n").map(String.init)
    }
    return names.filter { $0.hasPrefix("\(name)-") || $0.hasPrefix("\(name)_") }.sorted()
  }

  private func remove() async {
    _ = try? await nodectl("down", "--volumes", name)
    // By its label: another's name may begin with this one's.
    let script = """
      label=com.docker.compose.project=$1
      "$0" ps --all --quiet --filter "label=$label" | xargs -r "$0" rm --force
      "$0" network ls --quiet --filter "label=$label" | xargs -r "$0" network rm
      "$0" volume ls --quiet --filter "label=$label" | xargs -r "$0" volume rm
      """
    _ = try? await host.run(["sh", "-c", script, engine.rawValue, name])
    _ = try? await host.run(["rm", "-rf", "--one-file-system", directory])
  }
}
