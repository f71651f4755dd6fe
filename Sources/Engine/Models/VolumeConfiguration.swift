/// A volume to be created.
package struct VolumeConfiguration: Encodable, Hashable, Sendable {
  package var name: String
  package var driver: String
  @OrEmpty package var options: [String: String]
  @OrEmpty package var labels: [String: String]

  package init(
    name: String, driver: String = "local", options: [String: String] = [:], labels: [String: String] = [:]
  ) {
    self.name = name
    self.driver = driver
    self.options = options
    self.labels = labels
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case driver = "Driver"
    case options = "DriverOpts"
    case labels = "Labels"
  }
}
