/// A network that a ZeroTier daemon has joined: an element of `zerotier-cli -j listnetworks`.
package struct Network: Sendable, Equatable {
  package let id: NetworkID
  /// What its controller calls it: any text, and empty before the controller has answered.
  package let name: String
  package let state: NetworkState
  /// The interface, which exists before the network is OK.
  package let deviceName: String
  /// Addresses with their prefix length, such as `10.1.2.3/24`.
  ///
  /// They stay after access was withdrawn: a node has its address only if the state is OK too.
  package let assignedAddresses: [String]
  /// What the operating system said of the interface; 0 if nothing.
  package let portError: Int
  /// Where a member has to sign in, if the network asks for it.
  package let authenticationURL: String?

  /// The assigned IPv4 addresses without their prefix length.
  package var ipv4Addresses: [String] {
    assignedAddresses.filter { !$0.contains(":") }.map { String($0.prefix { $0 != "/" }) }
  }
}

extension Network: Decodable {
  private enum CodingKeys: String, CodingKey {
    case id, name
    case state = "status"
    case deviceName = "portDeviceName"
    case assignedAddresses, portError, authenticationURL
  }
}
