/// What a node has, or had, on its host beside what its engine knows.
package struct Leftovers: Sendable, Equatable, Codable {
  package struct Process: Sendable, Hashable, Codable {
    package let pid: Int32
    package let startTime: UInt64
    /// As in `/proc/PID/stat`: `D` is one that nothing can end before its system call returns.
    package let state: String
    package let command: String
    package let cgroup: String
    /// Why it is the node's, as the end of a sentence.
    package let reason: String

    package init(pid: Int32, startTime: UInt64, state: String, command: String, cgroup: String, reason: String) {
      (self.pid, self.startTime, self.state) = (pid, startTime, state)
      (self.command, self.cgroup, self.reason) = (command, cgroup, reason)
    }
  }

  package var processes: [Process]
  /// Mount points below the data directory, as absolute paths.
  package var mounts: [String]
  /// The node's own cgroups, as paths from the root of the hierarchy.
  package var cgroups: [String]
  /// What else stands in the way, each a sentence.
  package var obstacles: [String]

  package init(
    processes: [Process] = [], mounts: [String] = [], cgroups: [String] = [], obstacles: [String] = []
  ) {
    (self.processes, self.mounts, self.cgroups, self.obstacles) = (processes, mounts, cgroups, obstacles)
  }

  package var isEmpty: Bool { processes.isEmpty && mounts.isEmpty && cgroups.isEmpty && obstacles.isEmpty }
}

extension Leftovers.Process {
  package init(_ claim: Claim) { self.init(claim.process, "\(claim)") }

  /// One of a pod that a runtime outside of the node runs.
  package init(ofPod process: HostProcess) {
    self.init(process, "it is in a pod of the node's, which a runtime of the host runs")
  }

  private init(_ process: HostProcess, _ reason: String) {
    self.init(
      pid: process.pid, startTime: process.identity.startTime, state: process.state, command: process.command,
      cgroup: process.cgroup, reason: reason)
  }
}
