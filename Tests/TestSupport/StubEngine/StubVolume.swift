/// A volume of a stub engine.
package struct StubVolume: Sendable {
  package let name: String
  /// What it was created from; null where a container brought it about.
  package let configuration: JSONValue

  package init(name: String, configuration: JSONValue) {
    (self.name, self.configuration) = (name, configuration)
  }

  package var labels: [String: String] { configuration["Labels"].strings }
  package var options: [String: String] { configuration["DriverOpts"].strings }
}
