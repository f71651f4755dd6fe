import Compose
import NodeSpec

/// What a node has that no other node of its engine may have.
package struct Claims: Sendable, Equatable {
  package enum Conflict: Sendable, Equatable {
    case name(String)
    /// The absolute path.
    case dataDirectory(String)
    /// The UDP port of the host.
    case hostPort(Int)
    /// The address of the ZeroTier identity.
    case identity(String)
    /// The path of its socket: a kubelet ends every pod of its runtime that it does not know.
    case runtime(String)
  }

  package let node: String
  /// The spec, or compose file, that it was made from.
  package let spec: String?
  private let dataDirectory: String?
  private let hostPort: Int?
  private let identity: String?
  private let runtime: String?

  /// What a node is to have; a port that nodectl chooses is no claim.
  package init(_ desired: DesiredNode) {
    node = desired.name
    spec = desired.origin.file
    dataDirectory = desired.dataDirectory
    identity = desired.zerotierAddress
    runtime = desired.spec.runtime.external?.socket.value.place
    hostPort = if case .fixed(let port) = desired.spec.zerotier.hostPort.value { port } else { nil }
  }

  /// What the node of a container has; nil where the container is of no node.
  package init?(labels: [String: String]) {
    guard let node = labels[Label.project], labels[Label.version] != nil else { return nil }
    self.node = node
    spec = labels[Label.configFiles]
    dataDirectory = labels[Label.dataDirectory]
    identity = labels[Label.zerotierAddress]
    runtime = labels[Label.runtimeSocket]
    hostPort = labels[Label.hostPort].flatMap { Int($0) }
  }

  /// What two nodes both have.
  ///
  /// Two of one name are the same node, unless they come from two specs and have two data directories: a spec may be
  /// moved, and may name another directory, but hardly both at once.
  package func conflicts(with other: Claims) -> [Conflict] {
    if node == other.node {
      return spec == other.spec || dataDirectory == other.dataDirectory ? [] : [.name(node)]
    }
    return [
      dataDirectory == other.dataDirectory ? dataDirectory.map(Conflict.dataDirectory) : nil,
      hostPort == other.hostPort ? hostPort.map(Conflict.hostPort) : nil,
      identity == other.identity ? identity.map(Conflict.identity) : nil,
      runtime == other.runtime ? runtime.map(Conflict.runtime) : nil,
    ].compactMap(\.self)
  }
}

extension Claims.Conflict: CustomStringConvertible {
  package var description: String {
    switch self {
    case .name(let name): "the name \(name)"
    case .dataDirectory(let path): "the data directory \(path)"
    case .hostPort(let port): "the UDP port \(port) of the host"
    case .identity(let address): "the ZeroTier identity \(address)"
    case .runtime(let socket): "the container runtime at \(socket)"
    }
  }
}
