package import Engine
package import Planning

/// What an engine says of itself, of its host and of the nodes that it holds.
package struct EngineFacts: Sendable {
  package let product: Product
  package let apiVersion: Version
  package let capabilities: Capabilities
  package let info: EngineInfo
  /// Whether its host could be looked at.
  package let isHostSeen: Bool
  /// Whether any container of the node is on it.
  package let holdsNode: Bool
  /// What the nodes on it have, this one among them.
  package let claims: [Claims]

  package init(
    product: Product, apiVersion: Version, capabilities: Capabilities, info: EngineInfo, isHostSeen: Bool,
    holdsNode: Bool, claims: [Claims]
  ) {
    (self.product, self.apiVersion, self.capabilities, self.info) = (product, apiVersion, capabilities, info)
    (self.isHostSeen, self.holdsNode, self.claims) = (isHostSeen, holdsNode, claims)
  }

  package init(_ engine: Engine, _ info: EngineInfo, isHostSeen: Bool, holdsNode: Bool, claims: [Claims]) {
    self.init(
      product: engine.product, apiVersion: engine.apiVersion, capabilities: engine.capabilities, info: info,
      isHostSeen: isHostSeen, holdsNode: holdsNode, claims: claims)
  }
}
