package import ZeroTier

/// What a node's ZeroTier daemon says of itself.
package struct ZeroTierSymptoms: Sendable {
  package let status: Result<Status, CLIError>
  package let networks: Result<[Network], CLIError>

  package init(status: Result<Status, CLIError>, networks: Result<[Network], CLIError>) {
    (self.status, self.networks) = (status, networks)
  }

  /// What keeps the node from its network; nil where nothing does.
  package func diagnosis(of node: ExpectedNode) -> Diagnosis? {
    let status: Status
    let networks: [Network]
    do {
      status = try self.status.get()
      networks = try self.networks.get()
    } catch {
      return Diagnosis("\(error)")
    }
    if let identity = node.identity, status.address != identity { return replaced(identity, by: status.address, node) }
    guard let id = node.network else { return nil }
    guard let network = networks.first(where: { $0.id == id }) else {
      return Diagnosis("ZeroTier has not joined the network \(id)", "nodectl up --recreate \(node.name)")
    }
    return Self.trouble(with: network, status, node)
  }

  /// The daemon puts an identity away that another has too, and makes a new one, which nobody knows.
  private func replaced(_ identity: Address, by address: Address, _ node: ExpectedNode) -> Diagnosis {
    Diagnosis(
      "ZeroTier runs as \(address), not as the node's \(identity): somebody else is online with the same identity",
      "find who uses a copy of the node's identity, or make one of its own: nodectl identity new",
      "nodectl up --recreate \(node.name)")
  }

  private static func trouble(with network: Network, _ status: Status, _ node: ExpectedNode) -> Diagnosis? {
    let (id, member) = (network.id, status.address)
    switch network.state {
    case .ok: return addressTrouble(network, status, node)
    case .requestingConfiguration: return unanswered(id, status, node)
    case .accessDenied:
      return Diagnosis(
        "the network \(id) does not let the member \(member) in",
        "authorise \(member) on the network \(id), where its controller is managed (such as my.zerotier.com)")
    case .notFound:
      return Diagnosis(
        "the controller \(id.controller.map { "\($0)" } ?? "") has no network \(id)",
        "set zerotier.network to the id of a network that there is")
    case .portError:
      return Diagnosis(
        "ZeroTier cannot make its network interface", "modprobe tun    on the host, where /dev/net/tun must be",
        "nodectl up --recreate \(node.name)")
    case .clientTooOld:
      return Diagnosis(
        "ZeroTier \(status.version) is too old for the network \(id)", "set zerotier.image to a newer version")
    case .authenticationRequired:
      return Diagnosis(
        "the network \(id) asks the member \(member) to sign in, which a server cannot",
        "exempt \(member) from single sign-on" + (network.authenticationURL.map { ", or sign in: \($0)" } ?? ""))
    case .other(let state):
      return Diagnosis("ZeroTier says \(state) of the network \(id)", "see the log of the zerotier container")
    }
  }

  private static func unanswered(_ id: NetworkID, _ status: Status, _ node: ExpectedNode) -> Diagnosis {
    let controller = id.controller.map { "the controller \($0)" } ?? "nobody"
    guard status.isOnline else { return offline("\(controller) of the network \(id) has not answered", node) }
    return Diagnosis(
      "\(controller) of the network \(id) has not answered",
      "check the id: its first ten digits are the controller's address",
      "see that the controller runs and is online")
  }

  private static func addressTrouble(_ network: Network, _ status: Status, _ node: ExpectedNode) -> Diagnosis? {
    let (id, addresses) = (network.id, network.ipv4Addresses)
    guard !addresses.isEmpty else {
      return Diagnosis(
        "the network \(id) has assigned no IPv4 address to the member \(status.address)",
        "assign one to it, or let the network assign them, on the controller")
    }
    if let wanted = node.nodeIP, !addresses.contains(wanted) {
      return Diagnosis(
        "the network \(id) has assigned \(addresses.joined(separator: ", ")) to the member \(status.address), "
          + "not the node's \(wanted)",
        "assign \(wanted) to it on the controller, or set k0s.nodeIP to auto")
    }
    return status.isOnline ? nil : offline("the network \(id) counts as OK by what it remembers alone", node)
  }

  private static func offline(_ words: String, _ node: ExpectedNode) -> Diagnosis {
    let port = node.hostPort.map { ", and in by port \($0)" } ?? ""
    return Diagnosis("ZeroTier is offline, and \(words)", "let UDP out of this host\(port), to any address")
  }
}
