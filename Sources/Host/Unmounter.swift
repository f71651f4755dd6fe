import CLinux
import Glibc
import Ownership

/// Unmounts what leaked below a directory.
struct Unmounter {
  private static let rounds = 100

  /// Returns the mount points that are none any more, and those that would not go.
  ///
  /// The directory has no symbolic links in its path. Only what is busy is unmounted lazily, and only what is strictly
  /// below the directory at all.
  static func unmountAll(below directory: String) -> (unmounted: [String], left: [String]) {
    var unmounted: [String] = []
    var isLazy = false
    for _ in 0..<rounds {
      let mountPoints = self.mountPoints(below: directory)
      if mountPoints.isEmpty { return (unmounted, []) }
      let gone = mountPoints.filter { cl_unmount($0, isLazy ? 1 : 0) == 0 }
      unmounted += gone
      if gone.isEmpty && isLazy { break }
      isLazy = gone.isEmpty
    }
    return (unmounted, mountPoints(below: directory))
  }

  static func mountPoints(below directory: String) -> [String] {
    LocalHost.mountInfo.map { MountInfo($0).mountPoints(below: directory) } ?? []
  }
}
