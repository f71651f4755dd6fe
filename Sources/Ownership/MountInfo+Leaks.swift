extension MountInfo {
  /// The mount points strictly below a directory, what was mounted last first: the order in which they can be unmounted.
  ///
  /// One that is there several times is mounted over itself, and comes as often.
  package func mountPoints(below directory: String) -> [String] {
    mounts.reversed().map(\.mountPoint).filter {
      !Self.isSame($0, directory) && Self.contains($0, below: directory)
    }
  }

  /// Whether a directory is a mount of itself, as is made to share its mounts.
  package func isBoundToItself(_ directory: String) -> Bool {
    guard let mounted = place(mountedAt: directory) else { return false }
    let others = MountInfo(mounts.filter { !Self.isSame($0.mountPoint, directory) })
    return others.place(of: directory) == mounted
  }
}
