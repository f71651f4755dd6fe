/// A network as its inspection, and lists, tell of it.
package struct Network: Decodable, Hashable, Sendable {
  package let id: String
  package let name: String
  package let driver: String
  package let isInternal: Bool
  package let created: Timestamp
  @OrEmpty package var labels: [String: String]
  @OrEmpty package var options: [String: String]
  /// The containers that are attached and run, by id; lists leave them out.
  @OrEmpty package var containers: [String: Member]

  package struct Member: Decodable, Hashable, Sendable {
    package let name: String

    private enum CodingKeys: String, CodingKey { case name = "Name" }
  }

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case name = "Name"
    case driver = "Driver"
    case isInternal = "Internal"
    case created = "Created"
    case labels = "Labels"
    case options = "Options"
    case containers = "Containers"
  }
}
