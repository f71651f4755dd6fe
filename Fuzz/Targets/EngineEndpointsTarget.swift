@testable import Engine

/// Docker's contexts, Podman's connections (both their files), and the addresses in them.
enum EngineEndpointsTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let address = try? EngineAddress(text) { check(address) }
    let selector = try? EngineSelector(text)
    // Whichever file is asked for is this one, and it is what the environment says as well.
    for files in [["json"], ["conf"], ["json", "conf"]].map(files(text)) {
      for environment in [[:], ["DOCKER_CONTEXT": "a"], ["CONTAINER_CONNECTION": "a"], ["DOCKER_HOST": text]] {
        let resolver = EngineResolver(environment: environment, userID: 0, files: files)
        for selector in [.automatic, .product(.docker), .product(.podman), .named("a")] + [selector].compactMap(\.self)
        {
          resolve(selector, resolver)
        }
      }
    }
  }

  private static func files(_ text: String) -> ([String]) -> HostFiles {
    { endings in
      HostFiles(
        read: { path in endings.contains { path.hasSuffix($0) } ? text : nil },
        resolve: { path in endings.contains { path.hasSuffix($0) } ? path : nil })
    }
  }

  private static func resolve(_ selector: EngineSelector, _ resolver: EngineResolver) {
    do throws(EngineResolutionError) {
      let candidates = try resolver.candidates(for: selector)
      precondition(!candidates.isEmpty)
      for candidate in candidates { check(candidate.address) }
    } catch {
      precondition(!"\(error)".isEmpty)
    }
  }

  /// What is printed of an address is that address.
  private static func check(_ address: EngineAddress) {
    switch address {
    case .direct(.unix): precondition((try? EngineAddress("\(address)")) == address)
    case .direct(.tcp): precondition(!"\(address)".isEmpty)
    case .ssh(let target, let socket):
      let bare = SSHTarget(host: target.host, user: target.user, port: target.port)
      precondition((try? EngineAddress("\(address)")) == .ssh(bare, socket: socket), "\(address)")
    }
  }
}
