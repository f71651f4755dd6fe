/// A process of a node's container that is in none of the node's cgroups: the engine does not end it with the container.
package struct EscapedProcess: Sendable, Hashable, Encodable {
  package let pid: Int32
  /// In clock ticks since the boot: with the pid, it tells a process from a later one of the same pid.
  package let startTime: UInt64
  package let name: String
  /// The service of its container.
  package let service: String
  package let cgroup: String

  init(_ process: ProcessPlace, of service: String) {
    (pid, startTime, name, cgroup) = (process.pid, process.startTime, process.name, process.cgroup)
    self.service = service
  }

  /// Whether it is the same process, wherever it is now.
  package func isSame(as other: EscapedProcess) -> Bool { pid == other.pid && startTime == other.startTime }
}

extension EscapedProcess: CustomStringConvertible {
  package var description: String {
    "process \(pid) (\(name)) of \(service) is outside of the node's cgroups, in \(cgroup)"
  }
}
