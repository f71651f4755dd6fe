/// A network of a stub engine.
package struct StubNetwork: Sendable {
  package let id: String
  package let name: String
  /// What it was created from.
  package var configuration: JSONValue
  package let created: Int64

  package var labels: [String: String] { configuration["Labels"].strings }
}
