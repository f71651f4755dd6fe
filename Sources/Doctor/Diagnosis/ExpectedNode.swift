import Planning
package import ZeroTier

/// What a node was made to be, as the labels of its containers tell.
package struct ExpectedNode: Sendable {
  package var name: String
  package var network: NetworkID?
  package var identity: Address?
  /// The address in the ZeroTier network that k0s was made with.
  package var nodeIP: String?
  package var hostPort: Int?
  package var dataDirectory: String?

  package init(name: String) { self.name = name }

  /// Takes the labels of all containers of the node: not each has every one.
  package init(name: String, labels: [[String: String]]) {
    self.init(name: name)
    func label(_ key: String) -> String? { labels.lazy.compactMap { $0[key] }.first }
    network = label(Label.zerotierNetwork).flatMap { try? NetworkID($0) }
    identity = label(Label.zerotierAddress).flatMap { Address($0) }
    nodeIP = label(Label.nodeIP)
    hostPort = label(Label.hostPort).flatMap { Int($0) }
    dataDirectory = label(Label.dataDirectory)
  }
}
