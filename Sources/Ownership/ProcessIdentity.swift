/// Which process is meant: a pid alone may be another's by now.
package struct ProcessIdentity: Sendable, Hashable, Codable {
  package let pid: Int32
  /// In clock ticks since the boot: field 22 of `/proc/PID/stat`.
  package let startTime: UInt64

  package init(pid: Int32, startTime: UInt64) { (self.pid, self.startTime) = (pid, startTime) }
}
