/// Where on the host a container's port is published.
package struct PortBinding: Codable, Hashable, Sendable {
  /// Empty: on every address.
  @OrEmpty package var hostAddress: String
  /// Empty: on a port of the engine's choice.
  @OrEmpty package var hostPort: String

  package init(hostAddress: String = "", hostPort: String) {
    self.hostAddress = hostAddress
    self.hostPort = hostPort
  }

  private enum CodingKeys: String, CodingKey {
    case hostAddress = "HostIp"
    case hostPort = "HostPort"
  }
}
