/// A place where an engine may be, and how it was come by.
package struct EngineCandidate: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    /// It was asked for, by the option or the spec.
    case selector
    case environment(variable: String)
    case dockerContext(String)
    case podmanConnection(String)
    /// A socket where engines usually have theirs.
    case found
  }

  package let address: EngineAddress
  package let origin: Origin

  package init(address: EngineAddress, origin: Origin) {
    self.address = address
    self.origin = origin
  }
}

extension EngineCandidate: CustomStringConvertible {
  package var description: String {
    switch origin {
    case .selector: "\(address)"
    case .environment(let variable): "\(address) (from \(variable))"
    case .dockerContext(let name): "\(address) (from the docker context '\(name)')"
    case .podmanConnection(let name): "\(address) (from the podman connection '\(name)')"
    case .found: "\(address) (found)"
    }
  }
}
