/// One look at a host: its processes and mounts.
package struct HostSnapshot: Sendable, Equatable, Codable {
  /// `/proc/sys/kernel/random/boot_id`: start times of another boot mean nothing.
  package let bootID: String
  /// Who looked.
  package let observer: Int32
  package let processes: [HostProcess]
  /// Where the node's data directory lies; nil where none is known.
  package let dataPlace: MountPlace?

  package init(bootID: String, observer: Int32, processes: [HostProcess], dataPlace: MountPlace? = nil) {
    (self.bootID, self.observer, self.processes, self.dataPlace) = (bootID, observer, processes, dataPlace)
  }
}
