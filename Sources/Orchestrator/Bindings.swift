package import NodeSpec

/// What the steps of a plan learn for those after them.
package struct Bindings: Sendable, Equatable {
  /// The ids of containers by their services.
  package var containers: [String: String]
  /// The address that ZeroTier has assigned.
  package var address: IPv4Address?

  package init(containers: [String: String] = [:], address: IPv4Address? = nil) {
    (self.containers, self.address) = (containers, address)
  }
}
