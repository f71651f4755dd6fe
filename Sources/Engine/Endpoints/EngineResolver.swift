import HTTP

/// Finds where an engine may be, as the engines' own tools would.
///
/// What is asked for is the only candidate. Else what the environment or the current Docker context says, first to
/// `podman` (CONTAINER_CONNECTION, or else CONTAINER_HOST), then to `docker` (DOCKER_HOST, or else its context). Where
/// they say anything, that is what the operator works with, and no other engine is looked for. Where not, the usual
/// sockets are the candidates, as far as they exist: `/run/podman/podman.sock`, `/var/run/docker.sock`, then the user's
/// own. Podman's default connection comes last, for `podman` too goes to its own host first.
package struct EngineResolver {
  let environment: [String: String]
  let userID: UInt32
  let files: HostFiles

  package init(environment: [String: String], userID: UInt32, files: HostFiles) {
    self.environment = environment.filter { !$0.value.isEmpty }
    self.userID = userID
    self.files = files
  }

  /// The places to try, best first; a socket that goes by two names is there once.
  package func candidates(for selector: EngineSelector) throws(EngineResolutionError) -> [EngineCandidate] {
    switch selector {
    case .address(.direct(.tcp(let host, let port, nil))):
      return [EngineCandidate(address: .direct(.tcp(host: host, port: port, tls: environmentTLS)), origin: .selector)]
    case .address(.ssh(let target, nil)):
      return [Product.podman, .docker].map { product in
        EngineCandidate(address: .ssh(target, socket: Self.systemSocket(of: product)), origin: .selector)
      }
    case .address(let address): return [EngineCandidate(address: address, origin: .selector)]
    case .named(let name): return [try candidate(named: name)]
    case .product(let product): return try candidates(of: [product])
    case .automatic: return try candidates(of: [.podman, .docker])
    }
  }

  private func candidates(of products: [Product]) throws(EngineResolutionError) -> [EngineCandidate] {
    var chosen: [EngineCandidate] = []
    if products.contains(.podman) {
      if let name = environment["CONTAINER_CONNECTION"] {
        chosen.append(try candidate(connection: name))
      } else if let candidate = try candidate(variable: "CONTAINER_HOST", of: .podman) {
        chosen.append(candidate)
      }
    }
    if products.contains(.docker) {
      if let candidate = try candidate(variable: "DOCKER_HOST", of: .docker) {
        chosen.append(candidate)
      } else if let name = currentContext {
        chosen.append(try candidate(context: name))
      }
    }
    if !chosen.isEmpty { return unique(chosen) }

    let sockets = products.map { usualSockets(of: $0) }
    let paths = sockets.compactMap(\.first) + sockets.flatMap { $0.dropFirst() }
    let found = paths.filter { files.resolve($0) != nil }
    if found.isEmpty {
      guard products.contains(.podman), let name = try defaultConnection else { throw .noneFound(looked: paths) }
      return [try candidate(connection: name)]
    }
    return unique(found.map { EngineCandidate(address: .direct(.unix(path: $0)), origin: .found) })
  }

  private func candidate(variable: String, of product: Product) throws(EngineResolutionError) -> EngineCandidate? {
    guard let text = environment[variable] else { return nil }
    let isDocker = product == .docker
    return try candidate(
      text, of: product, tls: isDocker ? environmentTLS : nil,
      identity: isDocker ? nil : environment["CONTAINER_SSHKEY"], .environment(variable: variable))
  }

  /// What a setting of the product's command line leads to; behind ssh, where no socket is named, its usual one.
  func candidate(
    _ text: String, of product: Product, tls: TLSFiles?, identity: String? = nil, _ origin: EngineCandidate.Origin
  ) throws(EngineResolutionError) -> EngineCandidate {
    do {
      var address = try EngineAddress(text, tls: tls, identity: identity)
      if case .ssh(let target, nil) = address { address = .ssh(target, socket: Self.systemSocket(of: product)) }
      return EngineCandidate(address: address, origin: origin)
    } catch {
      throw .badAddress(error, origin)
    }
  }

  private static func systemSocket(of product: Product) -> String {
    switch product {
    case .podman: "/run/podman/podman.sock"
    case .docker: "/var/run/docker.sock"
    }
  }

  /// The first is the system's, the others are the user's.
  private func usualSockets(of product: Product) -> [String] {
    let runtime = environment["XDG_RUNTIME_DIR"] ?? "/run/user/\(userID)"
    return [Self.systemSocket(of: product), "\(runtime)/\(product == .podman ? "podman/podman.sock" : "docker.sock")"]
  }

  private func unique(_ candidates: [EngineCandidate]) -> [EngineCandidate] {
    var seen: Set<EngineAddress> = []
    return candidates.filter { candidate in
      guard case .direct(.unix(let path)) = candidate.address else { return seen.insert(candidate.address).inserted }
      return seen.insert(.direct(.unix(path: files.resolve(path) ?? path))).inserted
    }
  }

  var home: String { environment["HOME"] ?? "/root" }
}
