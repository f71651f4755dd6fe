import Images
package import NodeSpec

/// A change of k0s's version that Kubernetes does not support.
package enum VersionChange: Equatable, Sendable {
  case downgrade(from: K0sVersion, to: K0sVersion)
  case skippedMinor(from: K0sVersion, to: K0sVersion)

  /// Nil where the change is a good one, or where a tag tells no version.
  init?(fromImage old: String, to new: String) {
    guard let old = Self.version(of: old), let new = Self.version(of: new) else { return nil }
    self.init(from: old, to: new)
  }

  init?(from old: K0sVersion, to new: K0sVersion) {
    if new < old {
      self = .downgrade(from: old, to: new)
    } else if new.major != old.major || new.minor > old.minor + 1 {
      self = .skippedMinor(from: old, to: new)
    } else {
      return nil
    }
  }

  private static func version(of image: String) -> K0sVersion? {
    (try? ImageReference(image))?.tag.flatMap { try? K0sVersion($0) }
  }
}

extension VersionChange: CustomStringConvertible {
  package var description: String {
    switch self {
    case .downgrade(let old, let new):
      "k0s \(new) is older than \(old), which the node has, and an older kubelet may not read what a newer one has written"
    case .skippedMinor(let old, let new):
      "from k0s \(old) to \(new) is more than one minor version, and Kubernetes supports going on by one at a time, "
        + "the controllers first"
    }
  }
}
