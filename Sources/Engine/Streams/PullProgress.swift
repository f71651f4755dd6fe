/// A step of a pull.
package struct PullProgress: Hashable, Sendable {
  /// The layer's short id; nil, or the tag, for what is about the whole.
  package let layer: String?
  /// In the engine's words, such as `Downloading` or `Pull complete`.
  package let status: String
  /// In bytes.
  package let current: Int64?
  package let total: Int64?
}
