/// What of a host a node depends on, beside what is asked of every host.
package struct HostQuestion: Sendable, Equatable, Codable {
  package let dataDirectory: String
  /// Where the engine has its images and volumes; nil: its room is not asked for.
  package var engineDirectory: String?
  /// The path of the cgroup that the node is to have; nil: it is to have none.
  package var cgroup: String?
  /// The paths of device files that it takes beside those that every node does.
  package let devices: [String]
  /// The paths of the programs that its runtimes take.
  package let programs: [String]
  /// The path of the socket of a runtime of the host's that it asks; nil where it has its own.
  package let runtimeSocket: String?

  package init(
    dataDirectory: String, engineDirectory: String? = nil, cgroup: String? = nil, devices: [String] = [],
    programs: [String] = [], runtimeSocket: String? = nil
  ) {
    (self.dataDirectory, self.engineDirectory, self.cgroup) = (dataDirectory, engineDirectory, cgroup)
    (self.devices, self.programs, self.runtimeSocket) = (devices, programs, runtimeSocket)
  }
}
