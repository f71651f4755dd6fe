package import Images

/// An image of a spec by its digest, and where the spec says it.
package struct SpecPin: Sendable, Equatable {
  /// The keys from the spec's top on, such as `zerotier`, `image`.
  package let path: [String]
  package let image: ImageReference

  package init(_ path: [String], _ image: ImageReference) { (self.path, self.image) = (path, image) }
}
