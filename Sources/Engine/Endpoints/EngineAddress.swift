package import HTTP

/// Where an engine is, as a URL says it.
package enum EngineAddress: Hashable, Sendable {
  case direct(Endpoint)
  /// An engine's socket on another host, reached through `ssh`; nil as socket: the usual one.
  case ssh(SSHTarget, socket: String?)
}

extension EngineAddress {
  /// Reads `unix://`, `tcp://` and `ssh://` URLs; `tls` is for TCP, `identity` is the file of a key for ssh.
  package init(_ text: String, tls: TLSFiles? = nil, identity: String? = nil) throws(EngineAddressError) {
    guard let colon = text.firstRange(of: "://") else { throw EngineAddressError(text: text, reason: "it is no URL") }
    let rest = text[colon.upperBound...]
    switch text[..<colon.lowerBound] {
    case "unix":
      guard rest.hasPrefix("/") else {
        throw EngineAddressError(text: text, reason: "a socket's path is absolute, as in unix:///var/run/docker.sock")
      }
      self = .direct(.unix(path: String(rest)))
    case "tcp":
      guard !rest.contains("/"), let (host, port) = Self.hostAndPort(rest) else {
        throw EngineAddressError(text: text, reason: "it takes a host and a port, as in tcp://host:2376")
      }
      self = .direct(.tcp(host: host, port: port ?? (tls == nil ? 2375 : 2376), tls: tls))
    case "ssh":
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      let authority = rest[..<slash].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
      let user = authority.count > 1 ? String(authority[0]) : nil
      guard user?.contains(":") != true, !rest.contains(where: { "?#".contains($0) }), user != "",
        let (host, port) = Self.hostAndPort(authority[authority.count - 1])
      else { throw EngineAddressError(text: text, reason: "it takes ssh://[user@]host[:port][/socket], no password") }
      let path = rest[slash...]
      self = .ssh(
        SSHTarget(host: host, user: user, port: port, identity: identity), socket: path.count > 1 ? String(path) : nil)
    default:
      throw EngineAddressError(text: text, reason: "only unix://, tcp:// and ssh:// are known")
    }
  }

  /// Takes `host`, `host:port`, `[v6]` and `[v6]:port` apart.
  private static func hostAndPort(_ text: Substring) -> (host: String, port: Int?)? {
    guard let match = text.wholeMatch(of: /(?:\[([0-9A-Fa-f:.%]+)\]|([^\[\]:@]+))(?::(\d{1,5}))?/),
      let host = match.1 ?? match.2
    else { return nil }
    guard let digits = match.3 else { return (String(host), nil) }
    guard let port = Int(digits), (1...65535).contains(port) else { return nil }
    return (String(host), port)
  }
}

extension EngineAddress: CustomStringConvertible {
  package var description: String {
    switch self {
    case .direct(let endpoint): "\(endpoint)"
    case .ssh(let target, let socket): "\(target)\(socket ?? "")"
    }
  }
}
