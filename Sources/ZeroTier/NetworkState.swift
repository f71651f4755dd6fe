/// How a daemon stands with a network that it has joined.
package enum NetworkState: Sendable, Hashable {
  /// The controller has not answered.
  case requestingConfiguration
  /// The controller's configuration is in force; it may be one that the daemon remembers.
  case ok
  /// The controller knows the node, and nobody has authorised it.
  case accessDenied
  /// The controller answers, and has no such network.
  case notFound
  /// The interface could not be made.
  case portError
  case clientTooOld
  /// The member has to sign in.
  case authenticationRequired
  /// A state of another ZeroTier version, as it prints it.
  case other(String)

  /// Reads what `zerotier-cli get NETWORK status` and the JSON of `listnetworks` print.
  package init(_ name: String) {
    self = Self.known.first { $0.description == name } ?? .other(name)
  }

  private static let known: [Self] = [
    .requestingConfiguration, .ok, .accessDenied, .notFound, .portError, .clientTooOld, .authenticationRequired,
  ]
}

extension NetworkState: CustomStringConvertible {
  /// ZeroTier's own name.
  package var description: String {
    switch self {
    case .requestingConfiguration: "REQUESTING_CONFIGURATION"
    case .ok: "OK"
    case .accessDenied: "ACCESS_DENIED"
    case .notFound: "NOT_FOUND"
    case .portError: "PORT_ERROR"
    case .clientTooOld: "CLIENT_TOO_OLD"
    case .authenticationRequired: "AUTHENTICATION_REQUIRED"
    case .other(let name): name
    }
  }
}

extension NetworkState: Decodable {
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }
}
