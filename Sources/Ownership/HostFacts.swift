/// What a host says of itself; nil is what is not known, such as all of it where it cannot be looked at.
package struct HostFacts: Sendable, Equatable, Codable {
  /// The files that all processes together may have open, and have.
  package struct Files: Sendable, Equatable, Codable {
    package let open: Int
    package let limit: Int

    package init(open: Int, limit: Int) { (self.open, self.limit) = (open, limit) }
  }

  /// What something of a node takes on a disk, in bytes.
  package struct Usage: Sendable, Equatable, Codable {
    package let name: String
    package let bytes: Int

    package init(_ name: String, _ bytes: Int) { (self.name, self.bytes) = (name, bytes) }
  }

  /// The room on a file system, in bytes.
  package struct Space: Sendable, Equatable, Codable {
    package let free: Int
    package let total: Int

    package init(free: Int, total: Int) { (self.free, self.total) = (free, total) }
  }

  package var mounts: MountInfo?
  /// The data directory, or the nearest directory above it that exists, without symbolic links.
  package var dataDirectory: String?
  /// Whether that is the data directory itself.
  package var dataDirectoryExists: Bool?
  /// Whether it holds a kubelet's credentials.
  package var hasJoined: Bool?
  /// The paths of the device files that are there, of those that a node may need.
  package var devices: Set<String>?
  /// What is at the paths of the programs that the node's runtimes take; of what may not be seen, nothing.
  package var programs: [String: ProgramFile]?
  /// Whether there is a socket where the node's runtime is to be asked; nil for a node that has its own runtime, too.
  package var runtimeSocketExists: Bool?
  /// The cgroup of the node's own, where it needs one.
  package var cgroup: NodeCgroup?
  /// The controllers of the root of the host's cgroups.
  package var cgroupControllers: Set<String>?
  package var sysctls: HostSysctls?
  /// Whether nodectl may change cgroups and kernel settings.
  package var isRoot: Bool?
  /// The kernel modules that are loaded or built in; nil where the kernel loads none.
  package var modules: Set<String>?
  /// The UDP ports that somebody listens on.
  package var busyPorts: Set<Int>?
  /// `fs.inotify.max_user_instances` and `fs.inotify.max_user_watches`.
  package var inotifyInstances: Int?
  package var inotifyWatches: Int?
  /// `fs.nr_open`, to which a process may raise its own limit of open files.
  package var filesOfAProcess: Int?
  /// `fs.file-max`, and how many of them are open.
  package var files: Files?
  package var isClockSynchronised: Bool?
  /// Whether systemd is the host's init.
  package var hasSystemd: Bool?
  /// Whether Podman's containers are started at boot.
  package var restartsPodmanAtBoot: Bool?
  /// Where the data directory is, or will be.
  package var dataSpace: Space?
  /// Where the engine has its images and volumes.
  package var engineSpace: Space?
  /// What the data directory and the node's volumes take; nil where nobody measured it.
  package var usage: [Usage]?
  /// What the logs of the node's containers take; nil where nobody measured it.
  package var logUsage: Int?
  /// What is left of an earlier node of the name or in the data directory; nil where this user may not look.
  package var leftovers: Leftovers?

  package init() {}
}
