/// A volume as the engine tells of it.
package struct Volume: Decodable, Hashable, Sendable {
  package let name: String
  package let driver: String
  /// Where its content is on the engine's host.
  package let mountpoint: String
  @OrEmpty package var labels: [String: String]
  @OrEmpty package var options: [String: String]

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case driver = "Driver"
    case mountpoint = "Mountpoint"
    case labels = "Labels"
    case options = "Options"
  }
}
