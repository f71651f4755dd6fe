/// A container as lists tell of it: enough to find it by its labels, not to judge it.
package struct ContainerSummary: Decodable, Hashable, Sendable {
  package let id: String
  /// Without the slash that the API puts before it.
  package let name: String
  /// The reference it was made from, as the engine writes it.
  package let image: String
  package let imageID: String
  package let labels: [String: String]
  package let status: ContainerStatus

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case names = "Names"
    case image = "Image"
    case imageID = "ImageID"
    case labels = "Labels"
    case status = "State"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    // Links give a container further names, which hold a second slash.
    let names = try container.decodeIfPresent([String].self, forKey: .names) ?? []
    name = String((names.first { !$0.dropFirst().contains("/") } ?? id).trimmingPrefix("/"))
    image = try container.decode(String.self, forKey: .image)
    imageID = try container.decode(String.self, forKey: .imageID)
    labels = try container.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
    status = try container.decode(ContainerStatus.self, forKey: .status)
  }
}
