/// A container's place in a network.
package struct NetworkEndpoint: Encodable, Hashable, Sendable {
  @OrEmpty package var aliases: [String]
  package var address: Address?

  package struct Address: Encodable, Hashable, Sendable {
    package var v4: String?
    package var v6: String?

    package init(v4: String? = nil, v6: String? = nil) {
      self.v4 = v4
      self.v6 = v6
    }

    private enum CodingKeys: String, CodingKey {
      case v4 = "IPv4Address"
      case v6 = "IPv6Address"
    }
  }

  package init(aliases: [String] = [], address: Address? = nil) {
    self.aliases = aliases
    self.address = address
  }

  private enum CodingKeys: String, CodingKey {
    case aliases = "Aliases"
    case address = "IPAMConfig"
  }
}
