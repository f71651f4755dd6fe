/// The versions of an engine and of what it is made of.
package struct EngineVersion: Decodable, Hashable, Sendable {
  package let version: String
  package let apiVersion: String
  package let os: String
  package let architecture: String
  @OrEmpty package var components: [Component]

  package struct Component: Decodable, Hashable, Sendable {
    package let name: String
    package let version: String

    private enum CodingKeys: String, CodingKey {
      case name = "Name"
      case version = "Version"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case version = "Version"
    case apiVersion = "ApiVersion"
    case os = "Os"
    case architecture = "Arch"
    case components = "Components"
  }
}
