import NodeSpec
import Planning

/// A node by its name, and its spec where that is there and can be read.
struct NamedNode: Sendable {
  let name: String
  let loaded: LoadedNode?

  /// The engine that its spec names.
  var engine: String? { loaded?.spec.engine.value }

  /// Where its spec has its data, an absolute path.
  var dataDirectory: String? { loaded.map { DesiredNode.dataDirectory(of: $0.spec, at: $0.origin) } }
}
