/// The namespaces of a process that tell containers apart, by their inodes.
///
/// The kernel gives an inode to a new namespace as soon as the old one is gone: equal ones mean something only between
/// processes that live at the same time.
package struct Namespaces: Sendable, Hashable, Codable {
  package let mount: UInt64
  package let uts: UInt64
  package let ipc: UInt64

  package init(mount: UInt64, uts: UInt64, ipc: UInt64) {
    (self.mount, self.uts, self.ipc) = (mount, uts, ipc)
  }

  /// Whether the two that every container has to itself, also where it shares its network, are the same.
  package func sharesContainer(with other: Namespaces) -> Bool { uts == other.uts && ipc == other.ipc }
}
