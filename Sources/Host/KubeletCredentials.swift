import CLinux
import Glibc
import Ownership
import SystemPackage

/// What a kubelet of k0s joined its cluster with, in its data directory.
///
/// k0s 1.34 looks at a join token only where neither `kubelet.conf` nor `kubelet-bootstrap.conf` is there
/// (pkg/component/worker/utils.go). It writes the cluster's CA only where there is none, and the kubelet keeps the
/// certificates that it finds: those of another cluster would stay in the way.
package struct KubeletCredentials {
  /// Relative to the data directory, what tells that the node has joined last: whoever is killed before that begins anew.
  private static let paths = [
    (parent: "kubelet", name: "pki"), ("pki", "ca.crt"), (".", "kubelet-bootstrap.conf"), (".", "kubelet.conf"),
  ]

  private let directory: String?

  package init(below dataDirectory: String) { directory = LocalHost.resolve(dataDirectory) }

  /// Whether the node has joined.
  package var areThere: Bool { directory.map { LocalHost.exists("\($0)/kubelet.conf") } ?? false }

  /// Deletes them; returns why not all of them, where some stay.
  ///
  /// No symbolic link is followed below the data directory, and no mount entered.
  func remove() -> [String] {
    guard let directory else { return [] }
    let root = open(directory, Self.flags)
    guard root >= 0 else { return ["\(directory) cannot be opened: \(Errno(rawValue: errno))"] }
    defer { close(root) }
    for (parent, name) in Self.paths {
      let obstacles = Self.remove(name, from: "\(directory)/\(parent)", cl_open_in(root, parent, Self.flags))
      if !obstacles.isEmpty { return obstacles }
    }
    return []
  }

  private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW

  /// Deletes something in an opened directory, whose descriptor it closes.
  private static func remove(_ name: String, from path: String, _ directory: Int32) -> [String] {
    guard directory >= 0 else {
      return errno == ENOENT ? [] : ["\(Leftovers.shown(path)) is not entered: \(Errno(rawValue: errno))"]
    }
    defer { close(directory) }
    var purge = DirectoryPurge()
    purge.delete(name, in: directory, path)
    return purge.obstacles
  }
}
