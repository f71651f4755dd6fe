import FoundationEssentials
import TestSupport
import Testing

/// Every command at every verbosity, where it succeeds and where it fails, on a host that is watched meanwhile: no piece
/// of a secret is to be seen.
@Suite(.engineTest) struct SecretScenarios {
  /// In the order of a node's life.
  private static let life = [
    "init first.yaml", "init taken/node.yaml --from-env taken.env", "schema", "version",
    "identity new new.secret", "identity new newer.secret --json", "up -v --progress plain", "stop k0s -v",
    "start --progress json", "restart zerotier -v --progress json", "up --recreate -v --progress json",
    "up --rejoin -v --progress plain", "upgrade -v --progress plain", "exec k0s -- true", "export -o exported",
    "export --format quadlet -o quadlet",
    "export --format systemd -o systemd", "support-bundle bundle.tar -v",
  ]
  /// They change nothing, and are run with all the flags of theirs that change what is printed.
  private static let looks = [
    "check", "identity check identity.secret", "identity show identity.secret", "token show join-token", "plan",
    "plan --recreate", "up", "up --dry-run", "status", "status --ask", "list --engine ENGINE", "logs", "doctor",
    "export", "export --format env", "export --format json", "export --format manifests",
  ]
  private static let flags = ["", " -v", " --json", " -v --json", " -v --progress json"]
  /// They end when they are ended.
  private static let unending = ["supervise", "supervise -v", "logs --follow", "events", "events --json"]

  /// What is wrong with them is said; the secrets stand in the very lines that errors show.
  private static let failures =
    ["pull", "reap --dry-run"]
    + ["check", "plan -v", "up -v", "token show"].flatMap { command in
      ["key.yaml", "type.yaml", "value.yaml", "identity.yaml", "syntax.yaml"].map { "\(command) -f \($0)" }
    }

  @Test(arguments: EngineKind.allCases)
  func `no command shows a piece of a secret, and nothing of them is left about`(engine: EngineKind) async throws {
    try await ScenarioNode.with("secret", on: engine) { node in
      let token = try await writeOwnToken(of: node)
      try await writeFailures(of: node, token: token)
      let seen = try await run(on: node)
      let search = SecretSearch(
        for: [Self.secretKey(node.identity), token, "abcdef.0123456789abcdef"] + (try await newSecretKeys(of: node)))
      #expect(search.findings(in: Array(seen.utf8)) == [])
      let files = try await filesWithSecrets(of: node, token: token)
      #expect(files == [])
      #expect(try await node.nodectl("down", "--volumes").status == 0)
    }
  }

  @Test func `there is a line for every command`() async throws {
    let help = try await TestHost.plain.output(of: ["nodectl", "--experimental-dump-help"])
    let command = try #require(JSONValue(Array(help.utf8)))["command"]
    let lines = Self.life + Self.looks + Self.unending + Self.failures + ["down"]
    for name in Self.names(of: command) where name != "help" {
      #expect(lines.contains { $0 == name || $0.hasPrefix(name + " ") }, "\(name)")
    }
  }

  private static func names(of command: JSONValue, after path: [String] = []) -> [String] {
    let children = command["subcommands"].array ?? []
    guard !children.isEmpty else { return [path.joined(separator: " ")] }
    return children.flatMap { names(of: $0, after: path + [$0["commandName"].string ?? ""]) }
  }

  /// The half of an identity that is secret.
  private static func secretKey(_ identity: String) -> String {
    String(identity.split(separator: ":").last ?? "")
  }

  /// Those of the identities that were made meanwhile.
  private func newSecretKeys(of node: ScenarioNode) async throws -> [String] {
    let identities = try await node.host.output(of: [
      "sh", "-c", "cd \"$0\" && cat new.secret newer.secret", node.directory,
    ])
    let keys = identities.split(separator: "\n").map { Self.secretKey(String($0)) }
    #expect(!keys.isEmpty)
    return keys
  }

  /// The sample token compressed in another way: other scenarios' nodes have theirs in the same host's files, `classic`
  /// ones in the environment that their engine keeps.
  private func writeOwnToken(of node: ScenarioNode) async throws -> String {
    let script = """
      cd "$0" && base64 -d join-token | gzip -d | gzip -n -1 | base64 -w 0 | tee own-token && mv own-token join-token
      """
    let token = try await node.host.output(of: ["sh", "-c", script, node.directory])
    #expect(token.prefix(64) != SampleSecrets.joinToken.prefix(64))
    return token
  }

  private func writeFailures(of node: ScenarioNode, token: String) async throws {
    let spec = try await node.host.output(of: ["cat", "\(node.directory)/node.yaml"])
    let file = "joinToken: {file: join-token}"
    try await node.write(spec.replacing(file, with: "joinTokn: {value: \(token)}"), to: "key.yaml")
    try await node.write(spec.replacing(file, with: "joinToken: \(token)"), to: "type.yaml")
    try await node.write(spec.replacing(file, with: "joinToken: {value: \(token.dropLast(400))}"), to: "value.yaml")
    try await node.write(
      spec.replacing("{file: identity.secret}", with: "{secret: \(node.identity.dropLast(2))}"), to: "identity.yaml")
    try await node.write(spec.replacing(file, with: "joinToken: {value: \(token)"), to: "syntax.yaml")
    try await node.write(
      """
      K0S_NODE_NAME=\(node.name)
      ZT_ID_PUB=\(node.identity.split(separator: ":").prefix(3).joined(separator: ":"))
      ZT_ID_SEC=\(node.identity)
      ZT_NET=8056c2e21c000001
      K0S_VERSION=v1.34.1-k0s.0
      K0S_JOIN_TOKEN=\(token)
      K0S_NODE_IP=10.1.2.3

      """, to: "taken.env")
  }

  /// Runs all the lines and gives what could be seen: what they printed, processes' arguments, the containers and their
  /// logs.
  private func run(on node: ScenarioNode) async throws -> String {
    try await node.host.output(of: ["sh", "-c", "cd \"$0\" && mkdir seen taken", node.directory])
    try await node.watchingArguments {
      try await run(Self.life, "succeeds", on: node)
      for flags in Self.flags {
        try await run(Self.looks.map { $0 + flags }, flags.isEmpty ? "succeeds" : "flagged", on: node)
      }
      try await run(Self.unending, "unending", on: node)
      try await run(Self.failures, "fails", on: node)
    }
    let seen = try await node.host.output(of: ["sh", "-c", "sort -u \"$0\"/seen/*", node.directory])
    #expect(seen.contains("\n--recreate\n"), "the processes were watched")
    #expect(seen.contains("nodectl.spec-hash") || seen.contains("com.docker.compose"), "the containers were looked at")
    return seen
  }

  private func run(_ lines: [String], _ kind: String, on node: ScenarioNode) async throws {
    let script = """
      cd "$0" && engine=$1 name=$2 limit=$3
      containers() {
        for container in $("$engine" ps --all --quiet --filter "name=^$name-"); do
          "$engine" inspect "$container"
          "$engine" logs "$container"
        done >>seen/containers 2>&1
      }
      while read -r line; do
        $limit nodectl $line >>seen/output 2>&1 </dev/null
        echo "$? $line"
        case $line in up*) containers ;; esac
      done
      """
    let limit = kind == "unending" ? "timeout -s INT 2" : ""
    let results = try await node.host.output(
      of: ["bash", "-c", script, node.directory, node.engine.rawValue, node.name, limit],
      input: lines.map { $0.replacing("ENGINE", with: node.engine.rawValue) + "\n" }.joined())
    for result in results.split(separator: "\n") {
      if kind == "succeeds" { #expect(result.hasPrefix("0 "), "\(result)") }
      if kind == "fails" { #expect(!result.hasPrefix("0 "), "\(result)") }
    }
  }

  /// Files outside of the engine's containers that hold a secret and the user has not put there.
  private func filesWithSecrets(of node: ScenarioNode, token: String) async throws -> [String] {
    let secrets = [Self.secretKey(node.identity), token].map { "\($0.prefix(64))\n" }.joined()
    try await node.write(secrets, to: "secrets")
    let found = try await node.host.output(of: [
      "sh", "-c",
      "find /tmp /var/tmp /run /root -type f -exec grep -lFf \"$0/secrets\" {} +; :", node.directory,
    ])
    return found.split(separator: "\n").map(String.init)
  }
}

extension ScenarioNode {
  /// Runs the body while the arguments of all processes of the host are written to `seen/arguments`, each once.
  fileprivate func watchingArguments(_ body: () async throws -> Void) async throws {
    let script = """
      cd "$0" && setsid bash -c '
        until [ -e watched ]; do cat /proc/[0-9]*/cmdline | tr "\\0" "\\n"; sleep 0.02; done 2>/dev/null |
          awk "!seen[\\$0]++ { print; fflush() }" >seen/arguments
      ' >/dev/null 2>&1 </dev/null &
      """
    try await host.output(of: ["sh", "-c", script, directory])
    try await host.ending(with: ["touch", "\(directory)/watched"], body)
  }
}
