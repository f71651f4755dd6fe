/// The networks that a container is attached to when it is created.
///
/// More than one takes API 1.44.
package struct NetworkingConfiguration: Encodable, Hashable, Sendable {
  /// By network name.
  package var endpoints: [String: NetworkEndpoint]

  package init(endpoints: [String: NetworkEndpoint]) { self.endpoints = endpoints }

  private enum CodingKeys: String, CodingKey { case endpoints = "EndpointsConfig" }
}
