/// One look at a host: its processes and mounts.
package struct HostSnapshot: Sendable, Equatable, Codable {
  /// `/proc/sys/kernel/random/boot_id`: start times of another boot mean nothing.
  package let bootID: String
  /// Those of the host itself; nil where they cannot be read, and then nothing is anyone's.
  package let host: Namespaces?
  /// Who looked.
  package let observer: Int32
  package let processes: [HostProcess]
  /// Where the node's data directory lies; nil where none is known.
  package let dataPlace: MountPlace?

  package init(
    bootID: String, host: Namespaces?, observer: Int32, processes: [HostProcess], dataPlace: MountPlace? = nil
  ) {
    (self.bootID, self.host, self.observer) = (bootID, host, observer)
    (self.processes, self.dataPlace) = (processes, dataPlace)
  }
}
