/// A network to be created.
package struct NetworkConfiguration: Encodable, Hashable, Sendable {
  package var name: String
  package var driver: String
  package var isInternal: Bool
  package var enablesIPv6: Bool
  @OrEmpty package var labels: [String: String]
  @OrEmpty package var options: [String: String]
  /// Refuses a second network of the name.
  ///
  /// Docker before 25 made duplicates without it; later ones always refuse.
  private let checksDuplicate = true

  package init(
    name: String, driver: String = "bridge", isInternal: Bool = false, enablesIPv6: Bool = false,
    labels: [String: String] = [:], options: [String: String] = [:]
  ) {
    self.name = name
    self.driver = driver
    self.isInternal = isInternal
    self.enablesIPv6 = enablesIPv6
    self.labels = labels
    self.options = options
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case driver = "Driver"
    case isInternal = "Internal"
    case enablesIPv6 = "EnableIPv6"
    case labels = "Labels"
    case options = "Options"
    case checksDuplicate = "CheckDuplicate"
  }
}
