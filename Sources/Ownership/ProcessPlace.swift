/// A process of a host, as far as it tells which container it is of and where it is accounted.
package struct ProcessPlace: Sendable, Hashable {
  package let pid: Int32
  /// In clock ticks since the boot.
  package let startTime: UInt64
  /// The kernel's name for it, at most 15 bytes.
  package let name: String
  /// Its path in the version 2 hierarchy: the `0::` line of `/proc/PID/cgroup`.
  package let cgroup: String
  /// The inodes of the two namespaces that every container has to itself, also where it shares its network.
  package let uts: UInt64
  package let ipc: UInt64

  package init(pid: Int32, startTime: UInt64, name: String, cgroup: String, uts: UInt64, ipc: UInt64) {
    (self.pid, self.startTime, self.name) = (pid, startTime, name)
    (self.cgroup, self.uts, self.ipc) = (cgroup, uts, ipc)
  }

  func sharesContainer(with other: ProcessPlace) -> Bool { uts == other.uts && ipc == other.ipc }
}
