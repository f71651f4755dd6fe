import TestSupport
import Testing

/// A node whose secrets are nobody else's, and are looked for in all that its commands have shown and left.
///
/// In its directory are `given`, files with secrets that commands read; `asked`, those that commands are to write; `seen`,
/// what was printed, and what was run with its arguments.
struct MarkedNode: Sendable {
  enum Outcome: Sendable {
    case success
    case failure
    /// Ended by Ctrl-C.
    case interruption
  }

  let node: ScenarioNode
  private let token: String
  /// The part of the token with which a worker joins.
  private let joinSecret: String

  static func with(
    _ name: String, on engine: EngineKind, _ body: (MarkedNode) async throws -> Void
  ) async throws {
    try await ScenarioNode.with(name, on: engine) { node in
      try await node.host.output(of: ["sh", "-c", "cd \"$0\" && mkdir given asked seen", node.directory])
      let joinSecret = "\(word(of: 6)).\(word(of: 16))"
      let node = try await withNewIdentity(node)
      let token = try await writeToken(with: joinSecret, of: node)
      let marked = MarkedNode(node: node, token: token, joinSecret: joinSecret)
      try await marked.writeGiven()
      try await body(marked)
    }
  }

  private static func registry(of engine: EngineKind) -> String { "localhost:5000/secret-\(engine)" }

  private static func pulling(_ spec: String, from registry: String) -> String {
    spec.withZeroTierImage("\(registry)/zerotier")
      .replacing("  joinToken", with: "  image: \(registry)/k0s\n  joinToken")
      + "runtime: {kind: crio-krun, image: \(registry)/crio-krun}\n"
  }

  /// Has a registry hold the images that `given/registry.yaml` names.
  static func publish(on engine: EngineKind) async throws {
    let host = TestHost.plain
    try await host.startRegistry()
    for (image, name) in [
      ("docker.io/zerotier/zerotier:1.14.2", "zerotier"), ("ghcr.io/chaserhkj/crio-krun:latest", "crio-krun"),
      ("docker.io/k0sproject/k0s:v1.34.1-k0s.0", "k0s"),
    ] {
      try await host.output(of: [engine.rawValue, "tag", image, "\(registry(of: engine))/\(name)"])
      try await host.output(of: [engine.rawValue, "push", "\(registry(of: engine))/\(name)"])
    }
  }

  private static func word(of length: Int) -> String {
    String((0..<length).compactMap { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement() })
  }

  /// The node with an identity made for it: those of the pool have been other nodes', whose tests may show them.
  private static func withNewIdentity(_ node: ScenarioNode) async throws -> ScenarioNode {
    let script = "cd \"$0\" && rm identity.secret && nodectl identity new identity.secret >&2 && cat identity.secret"
    let identity = try await node.host.output(of: ["sh", "-c", script, node.directory])
    return ScenarioNode(
      host: node.host, engine: node.engine, name: node.name, identity: String(identity.dropLast()))
  }

  /// The sample token with another secret: other nodes have theirs in the same host's files, `classic` ones in the
  /// environment that their engine keeps.
  private static func writeToken(with secret: String, of node: ScenarioNode) async throws -> String {
    let script = """
      cd "$0" && cat >given/change
      base64 -d join-token | gzip -d | sed -f given/change | gzip -n -1 | base64 -w 0 >given/token
      cp given/token join-token && cat join-token
      """
    let change = "s/abcdef.0123456789abcdef/\(secret)/\n"
    return try await node.host.output(of: ["sh", "-c", script, node.directory], input: change)
  }

  private func writeGiven() async throws {
    let spec = try await node.host.output(of: ["cat", "\(node.directory)/node.yaml"])
    let file = "joinToken: {file: join-token}"
    let key = "{secret: \(node.identity.dropLast(2))}"
    for (name, text) in [
      ("identity.secret", node.identity), ("join-token", token),
      ("broken.secret", String(node.identity.dropLast(2))), ("broken-token", String(token.dropLast(400))),
      ("key.yaml", spec.replacing(file, with: "joinTokn: {value: \(token)}")),
      ("type.yaml", spec.replacing(file, with: "joinToken: \(token)")),
      ("value.yaml", spec.replacing(file, with: "joinToken: {value: \(token.dropLast(400))}")),
      ("identity.yaml", spec.replacing("{file: identity.secret}", with: key)),
      ("syntax.yaml", spec.replacing(file, with: "joinToken: {value: \(token)")),
      ("image.yaml", spec.withZeroTierImage("localhost:1/none/such:1")),
      ("registry.yaml", Self.pulling(spec, from: Self.registry(of: node.engine))),
      ("taken.env", variables), ("broken.env", variables.replacing("K0S_JOIN_TOKEN=", with: "K0S_JOIN_TOKEN=\"")),
    ] {
      try await node.write(text, to: "given/\(name)")
    }
  }

  private var variables: String {
    """
    K0S_NODE_NAME=\(node.name)
    ZT_ID_PUB=\(node.identity.split(separator: ":").prefix(3).joined(separator: ":"))
    ZT_ID_SEC=\(node.identity)
    ZT_NET=8056c2e21c000001
    K0S_VERSION=v1.34.1-k0s.0
    K0S_JOIN_TOKEN=\(token)
    K0S_NODE_IP=10.1.2.3

    """
  }

  // MARK: Running

  /// Runs lines, so many at a time, those with `--progress tty` at a terminal; after each `up` that is alone, what its
  /// engine tells of the containers is taken as shown too.
  ///
  /// strace notes every program that is started with its arguments, however short its life, where that is asked for: it
  /// takes longer than all the rest.
  func run(_ lines: [String], _ outcome: Outcome = .success, width: Int = 1, isTraced: Bool = true) async throws {
    let limit = outcome == .interruption ? "timeout --foreground --preserve-status -s INT 3 " : ""
    let results = try await node.host.output(
      of: (isTraced ? trace : []) + [
        "bash", "-c", Self.script, node.directory, node.engine.socket, node.name, limit, "\(width)",
      ], input: lines.map { $0.replacing("ENGINE", with: node.engine.rawValue) + "\n" }.joined())
    let ended = results.split(separator: "\n")
    #expect(ended.count == lines.count)
    for result in ended {
      switch outcome {
      case .success: #expect(result.hasPrefix("0 "), "\(result)")
      case .failure: #expect(!result.hasPrefix("0 "), "\(result)")
      case .interruption: #expect(["0", "130"].contains(result.prefix { $0 != " " }), "\(result)")
      }
    }
  }

  private var trace: [String] {
    [
      "strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=execve,execveat", "-e", "signal=none", "-s", "1000000",
      "-o", "\(node.directory)/seen/executed.\(UInt32.random(in: 0 ... .max))",
    ]
  }

  private static let script = """
    cd "$0" && socket=$1 name=$2 limit=$3 width=$4
    containers() {
      for service in zerotier crio-krun k0s; do
        for what in json 'logs?stdout=true&stderr=true'; do
          curl -s --unix-socket "$socket" "http://engine/v1.41/containers/$name-$service-1/$what"
        done
      done >"$seen.containers" 2>&1
    }
    run() {
      seen=seen/$BASHPID.$RANDOM
      command="${limit}nodectl ${1//NEW/new-$BASHPID}"
      case $1 in
        *"--progress tty"*) script -qec "stty cols 4000 && exec $command" /dev/null ;;
        *) $command ;;
      esac >"$seen" 2>&1 </dev/null
      echo "$? $1 $(tail -n 3 "$seen" | cut -c 1-400 | tr '\\n' '|')"
      case $width.$1 in 1.up*) containers ;; esac
    }
    while read -r line; do
      until [ "$(jobs -r | wc -l)" -lt "$width" ]; do wait -n; done
      run "$line" &
    done
    wait
    """

  /// Kills commands that change the node in their middle.
  func kill() async throws {
    for (command, changes) in [("up", [2, 5, 9]), ("up --recreate", [4, 8]), ("down --volumes", [2, 5])] {
      for count in changes { _ = try await node.isKilled(after: count, of: command) }
    }
  }

  // MARK: Looking

  /// Checks that no piece of a secret is in what was printed, in arguments, labels, environments, logs, bundles and
  /// exports, nor in a file of the host where nobody has asked for it.
  ///
  /// `arguments` is a file with those of the host's processes.
  func expectHidden(arguments: String) async throws {
    // Of what was printed, each word that could hold a piece, once: all of it would be searched for minutes.
    let secrets = [Self.secretKey(node.identity), token, joinSecret] + (try await newSecretKeys())
    let shown = try await node.host.output(of: [
      "sh", "-c",
      """
      cd "$0" && for bundle in new-*.tar; do
        [ ! -e "$bundle" ] || { mkdir "$bundle.d" && tar -xf "$bundle" -C "$bundle.d"; }
      done
      grep -qF '"nodectl", "up"' seen/executed.* && grep -qxF up "$1" && grep -qF com.docker.compose seen/*.containers || exit
      find . "$1" -name given -prune -o -name asked -prune -o -type f ! -name '*.tar' ! -path ./identity.secret \\
        ! -path ./join-token -exec cat {} + | LC_ALL=C tr -cs 'A-Za-z0-9+/=.' '\\n' | LC_ALL=C sort -u
      """, node.directory, arguments,
    ])
    #expect(SecretSearch(for: secrets).findings(in: Array(shown.utf8)) == [])
    let found = try await files(with: secrets.flatMap(SecretSearch.pieces))
    #expect(found.contains("\(node.directory)/given/type.yaml"), "the files are searched")
    let given = ["given/", "asked/", "identity.secret", "join-token"].map { "\(node.directory)/\($0)" }
    #expect(found.filter { file in !given.contains { file.hasPrefix($0) } } == [])
  }

  /// The half of an identity that is secret.
  private static func secretKey(_ identity: String) -> String { String(identity.split(separator: ":").last ?? "") }

  /// Those of the identities that commands have made.
  private func newSecretKeys() async throws -> [String] {
    let identities = try await node.host.output(of: ["sh", "-c", "cat \"$0\"/asked/*.secret; :", node.directory])
    return identities.split(separator: "\n").map { Self.secretKey(String($0)) }
  }

  /// The host's files that have changed since the node was given its secrets, and have a piece of one; not what engines
  /// store, nor the other marked nodes', whose tokens are much the same.
  private func files(with pieces: [String]) async throws -> [String] {
    let found = try await node.host.output(
      of: [
        "sh", "-c",
        """
        cd "$0" && cat >given/pieces
        find / \\( -path /proc -o -path /sys -o -path /var/lib/docker -o -path /var/lib/containers \\
          -o -path '/srv/secret*' ! -path "$0*" \\) -prune -o \\
          -type f -cnewer given/token -exec grep -lsFf given/pieces {} +
        :
        """, node.directory,
      ], input: pieces.map { $0 + "\n" }.joined())
    return found.split(separator: "\n").map(String.init)
  }
}
