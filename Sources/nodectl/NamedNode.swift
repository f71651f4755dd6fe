import Compose

/// A node by its name, and the engine that its spec names where there is one.
struct NamedNode: Sendable {
  let name: String
  let engine: String?
  /// Where its spec has its data, an absolute path.
  let dataDirectory: String?
}
