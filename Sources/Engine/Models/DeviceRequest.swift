/// Devices that a driver provides, such as GPUs (see ``Capabilities/honoursDeviceDrivers``).
package struct DeviceRequest: Encodable, Hashable, Sendable {
  /// `nvidia`, or `cdi` with CDI names as identifiers.
  package var driver: String
  /// -1: all there are.
  package var count: Int?
  @OrEmpty package var identifiers: [String]
  /// Alternatives, of each of which all must be there.
  @OrEmpty package var capabilities: [[String]]
  @OrEmpty package var options: [String: String]

  package init(
    driver: String, count: Int? = nil, identifiers: [String] = [], capabilities: [[String]] = [],
    options: [String: String] = [:]
  ) {
    self.driver = driver
    self.count = count
    self.identifiers = identifiers
    self.capabilities = capabilities
    self.options = options
  }

  private enum CodingKeys: String, CodingKey {
    case driver = "Driver"
    case count = "Count"
    case identifiers = "DeviceIDs"
    case capabilities = "Capabilities"
    case options = "Options"
  }
}
