import Compose

/// What has to hold beyond healthy containers for a node to take pods.
package enum Readiness: String, Sendable, CaseIterable {
  /// ZeroTier is online, and its network has given the node its address.
  case network
  /// CRI-O answers.
  case runtime
  /// k0s is connected to the cluster's API server.
  case connection
  /// The cluster takes the Node for Ready, as far as the node's own credentials let it see.
  case node

  /// The conditions that a service is to fulfil.
  static func conditions(of service: Service) -> [Readiness] {
    switch ServiceRole(service: service.name, image: service.image) {
    case .zerotier: [.network]
    case .runtime: [.runtime]
    case .worker: [.connection, .node]
    case nil: []
    }
  }
}
