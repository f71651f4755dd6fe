extension MountInfo {
  /// What a container's root file system is called by nobody else: the upper directory of its overlay, or the directory
  /// that is its root.
  ///
  /// Nil for a root that is a whole file system: such a one is the host's, or a tmpfs whose number another gets next.
  package var rootFileSystem: String? {
    guard let root = mounts.last(where: { $0.mountPoint == "/" }) else { return nil }
    let prefix = "upperdir="
    if let option = root.superOptions.split(separator: ",").first(where: { $0.hasPrefix(prefix) }) {
      return String(option.dropFirst(prefix.count))
    }
    return root.root == "/" ? nil : "\(root.device) \(root.root)"
  }
}
