/// What a ZeroTier daemon says of itself: `zerotier-cli -j info`.
package struct Status: Sendable, Equatable {
  /// The address it runs with, which after a collision or a missing secret is not the configured one.
  package let address: Address
  /// Whether it reached a root server of late.
  ///
  /// A network can be OK without, from what the daemon remembers.
  package let isOnline: Bool
  /// Such as `1.14.1`.
  package let version: String
  /// Whether its traffic goes through a relay by TCP, as where UDP is blocked.
  package let isRelayedByTCP: Bool
}

extension Status: Decodable {
  private enum CodingKeys: String, CodingKey {
    case address
    case isOnline = "online"
    case version
    case isRelayedByTCP = "tcpFallbackActive"
  }
}
