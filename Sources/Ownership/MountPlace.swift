/// A directory wherever it is mounted: its file system, and its path in that.
package struct MountPlace: Sendable, Hashable, Codable {
  /// `major:minor`.
  package let device: String
  package let path: String

  package init(device: String, path: String) { (self.device, self.path) = (device, path) }

  /// Whether another directory lies in this one.
  package func isAbove(_ other: MountPlace) -> Bool {
    device == other.device && self != other && (path == "/" || other.path.hasPrefix(path + "/"))
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.device == right.device && MountInfo.isSame(left.path, right.path)
  }
}

extension MountInfo {
  /// Where an absolute path without symbolic links lies; it need not exist.
  package func place(of path: String) -> MountPlace? {
    guard let mount = mount(holding: path) else { return nil }
    let rest = mount.mountPoint == "/" ? path : String(Substring(path.utf8.dropFirst(mount.mountPoint.utf8.count)))
    let below = rest == "/" ? "" : rest
    return MountPlace(device: mount.device, path: (mount.root == "/" ? "" : mount.root) + below).orRoot
  }

  /// What is mounted at exactly this path; nil where it is no mount point.
  package func place(mountedAt path: String) -> MountPlace? {
    mounts.last { Self.isSame($0.mountPoint, path) }.map { MountPlace(device: $0.device, path: $0.root) }
  }
}

extension MountPlace {
  fileprivate var orRoot: MountPlace { path.isEmpty ? MountPlace(device: device, path: "/") : self }
}
