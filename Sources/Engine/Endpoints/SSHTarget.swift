/// Whom `ssh` is to connect to; what it does not say is left to ssh's own configuration.
package struct SSHTarget: Hashable, Sendable {
  package let host: String
  package var user: String?
  package var port: Int?
  /// The file of a private key to log in with, beside those that ssh tries anyway.
  package var identity: String?

  package init(host: String, user: String? = nil, port: Int? = nil, identity: String? = nil) {
    (self.host, self.user, self.port, self.identity) = (host, user, port, identity)
  }
}

extension SSHTarget {
  /// The words of a command line of `ssh` that mean it, the last ones of its options.
  ///
  /// A host that begins with a hyphen is a host for all that.
  package var arguments: [String] {
    (user.map { ["-l", $0] } ?? []) + (port.map { ["-p", "\($0)"] } ?? []) + (identity.map { ["-i", $0] } ?? [])
      + ["--", host]
  }
}

extension SSHTarget: CustomStringConvertible {
  /// The URL, without a socket's path.
  package var description: String {
    "ssh://" + (user.map { "\($0)@" } ?? "") + (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
  }
}
