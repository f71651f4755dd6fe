/// Command lines for every command of nodectl, without the flags that change what is printed.
///
/// `NEW` is another word in every run, `ENGINE` the engine. What is asked to hold secrets goes to `asked`.
enum SecretLines {
  /// They bring a node up and change it, in this order.
  static let rise = [
    "pull -f given/registry.yaml", "up", "upgrade --k0s v1.34.2+k0s.0", "stop k0s", "start k0s", "restart k0s",
  ]
  /// They take it away.
  static let fall = ["down --volumes --purge", "reap"]
  /// What else changes a node, with flags that are theirs.
  static let changes = ["up --recreate -v --progress plain", "up --rejoin -v --progress plain", "up"]

  /// They change nothing of a node that is up, and run side by side.
  static let looks = [
    "init NEW.yaml", "init asked/NEW/node.yaml --from-env given/taken.env", "check", "doctor --online", "plan",
    "plan --recreate", "identity new asked/NEW.secret", "identity check identity.secret",
    "identity show identity.secret", "token show join-token", "up --dry-run", "status", "status --ask",
    "list --engine ENGINE", "logs", "events --since 1h --until 1s", "exec k0s -- true", "support-bundle NEW.tar",
    "export", "export --format env", "export --format json", "export --format manifests", "export -o exported",
    "export --format quadlet -o quadlet", "export --format systemd -o systemd",
    "export -o asked/export --secrets files",
    "schema", "version",
  ]
  /// They end when they are ended.
  static let unending = ["supervise", "logs --follow", "events"]

  static let successes = rise + fall + changes + looks + unending
  static let failures = faultySpecs + unreachable + refused

  /// What is wrong is said; the secrets stand in the very lines that errors show.
  private static let faultySpecs: [String] = {
    let thorough = ["check", "plan", "up"].flatMap { command in
      ["key", "type", "value", "identity", "syntax"].map { "\(command) -f given/\($0).yaml" }
    }
    return thorough + ["doctor", "pull", "upgrade", "supervise", "export"].map { "\($0) -f given/type.yaml" }
  }()

  /// The secrets are read, and the engine is not there.
  private static let unreachable = [
    "up", "upgrade", "plan", "down --volumes", "stop", "start", "restart", "reap", "status --ask", "list", "logs",
    "events",
  ].map { "\($0) --engine unix:///no/such.sock" }

  private static let refused = [
    "up -f given/image.yaml", "init given/key.yaml", "init asked/NEW/node.yaml --from-env given/broken.env",
    "identity new identity.secret", "identity check given/broken.secret", "identity show given/broken.secret",
    "token show given/broken-token", "support-bundle given/key.yaml", "exec k0s -- false", "schema --no-such",
    "version --no-such",
  ]
}
