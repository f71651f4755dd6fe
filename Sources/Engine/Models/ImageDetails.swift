/// An image as its inspection tells of it.
package struct ImageDetails: Decodable, Sendable {
  package let image: Image
  package let architecture: String
  /// What containers of it run, unless told otherwise.
  package let configuration: Configuration

  package struct Configuration: Decodable, Sendable {
    @OrEmpty package var entrypoint: [String]
    @OrEmpty package var command: [String]
    @OrEmpty package var environment: [String]
    @OrEmpty package var labels: [String: String]

    private enum CodingKeys: String, CodingKey {
      case entrypoint = "Entrypoint"
      case command = "Cmd"
      case environment = "Env"
      case labels = "Labels"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case architecture = "Architecture"
    case configuration = "Config"
  }

  package init(from decoder: any Decoder) throws {
    image = try Image(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    architecture = try container.decode(String.self, forKey: .architecture)
    configuration = try container.decode(Configuration.self, forKey: .configuration)
  }
}
