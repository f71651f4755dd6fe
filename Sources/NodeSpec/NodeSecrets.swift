package import ZeroTier

/// The secrets of a node, read from where its spec says.
package struct NodeSecrets: Sendable {
  /// With its secret half.
  package let identity: Identity
  package let joinToken: String

  package init(identity: Identity, joinToken: String) {
    (self.identity, self.joinToken) = (identity, joinToken)
  }
}
