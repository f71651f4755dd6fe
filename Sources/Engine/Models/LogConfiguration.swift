/// Where a container's output goes.
package struct LogConfiguration: Encodable, Hashable, Sendable {
  /// Empty: the engine's default.
  package var driver: String
  @OrEmpty package var options: [String: String]

  package init(driver: String = "", options: [String: String] = [:]) {
    self.driver = driver
    self.options = options
  }

  private enum CodingKeys: String, CodingKey {
    case driver = "Type"
    case options = "Config"
  }
}
