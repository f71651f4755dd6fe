/// A process of a host, as far as it tells whose it is.
package struct HostProcess: Sendable, Hashable, Codable {
  package let identity: ProcessIdentity
  package let parent: Int32
  /// As in `/proc/PID/stat`: `R`, `S`, `D` for uninterruptible, `Z` for a zombie.
  package let state: String
  package let userID: UInt32
  /// The arguments, or the kernel's name for it where it has none; for people.
  package let command: String
  /// The name that the kernel has for the program, at most 15 bytes.
  package let name: String
  /// Its path in the cgroup version 2 hierarchy: the `0::` line of `/proc/PID/cgroup`.
  package let cgroup: String
  /// Nil where they cannot be read: of kernel threads, and of a process that is ending.
  package let namespaces: Namespaces?
  /// See ``MountInfo/rootFileSystem``; nil as well for processes in the host's mount namespace.
  package let rootFileSystem: String?
  /// What is mounted at `/var/lib/k0s` where the process lives.
  package let k0sData: MountPlace?

  package init(
    identity: ProcessIdentity, parent: Int32, state: String = "S", userID: UInt32 = 0, command: String = "",
    name: String = "", cgroup: String, namespaces: Namespaces?, rootFileSystem: String? = nil,
    k0sData: MountPlace? = nil
  ) {
    (self.identity, self.parent, self.state, self.userID) = (identity, parent, state, userID)
    (self.command, self.name, self.cgroup, self.namespaces) = (command, name, cgroup, namespaces)
    (self.rootFileSystem, self.k0sData) = (rootFileSystem, k0sData)
  }

  package var pid: Int32 { identity.pid }

  /// Whether it can still do anything: a zombie only waits for its parent to take note.
  package var isAlive: Bool { state != "Z" && state != "X" }

  /// Where every template mounts the node's data directory.
  package static let k0sDataMountPoint = "/var/lib/k0s"
}
