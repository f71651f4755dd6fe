import TestSupport

extension TestHost {
  /// The port of the host's sshd, at which root logs in with a key from the host itself, as `localhost` only.
  static let sshPort = 2222

  /// The address of an engine of the host, as from another one.
  static func sshAddress(of engine: EngineKind) -> String { "ssh://root@localhost:\(sshPort)\(engine.socket)" }

  /// Starts the host's sshd, unless it runs.
  func startSSH() async throws {
    try await output(of: [
      "sh", "-c",
      """
      pgrep -x sshd >/dev/null && exit
      set -e
      mkdir -p /run/sshd && mkdir -p -m 700 /root/.ssh && ssh-keygen -A >/dev/null
      [ -e /root/.ssh/id_ed25519 ] || ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
      cp /root/.ssh/id_ed25519.pub /root/.ssh/authorized_keys
      printf '[localhost]:%s %s\\n' "$0" "$(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)" >/root/.ssh/known_hosts
      /usr/sbin/sshd -p "$0" -o UsePAM=no -E /var/log/sshd.log
      """, "\(Self.sshPort)",
    ])
    try await eventually { try await run(["ssh", "-p", "\(Self.sshPort)", "root@localhost", "true"]).status == 0 }
  }

  /// How often somebody has logged in so far.
  func logins() async throws -> Int {
    Int(try await output(of: ["grep", "-c", "Accepted publickey", "/var/log/sshd.log"]).prefix { $0.isNumber }) ?? 0
  }

  /// The processes and sockets of nodectl's connections that are there.
  func connections() async throws -> [String] {
    let found = try await output(of: ["sh", "-c", "pgrep -af '^/usr/bin/ssh -T'; ls /run/nodectl | grep ^ssh-; :"])
    return found.split(separator: "\n").map(String.init)
  }
}
