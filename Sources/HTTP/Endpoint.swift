/// Where a server listens.
package enum Endpoint: Hashable, Sendable {
  case unix(path: String)
  /// TCP, in the clear or, with `tls`, encrypted and verified.
  case tcp(host: String, port: Int, tls: TLSFiles?)
  /// A socket here that leads to a server on another host, which has the other URL.
  case forwarded(socket: String, to: String)
}

extension Endpoint {
  /// Whether it is a socket of this host, where nearly always a server of this host listens.
  package var isLocal: Bool { if case .unix = self { true } else { false } }

  var isEncrypted: Bool { if case .tcp(_, _, .some) = self { true } else { false } }
}

extension Endpoint: CustomStringConvertible {
  /// The URL as `DOCKER_HOST` writes it.
  package var description: String {
    switch self {
    case .unix(let path): "unix://\(path)"
    case .tcp(let host, let port, _): "tcp://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    case .forwarded(_, let url): url
    }
  }
}

extension Endpoint {
  /// What curl puts before a request's target; for a unix socket the host is only a name in the Host header.
  var origin: String {
    switch self {
    case .unix, .forwarded: "http://localhost"
    case .tcp(_, _, let tls): (tls == nil ? "http" : "https") + description.dropFirst("tcp".count)
    }
  }
}
