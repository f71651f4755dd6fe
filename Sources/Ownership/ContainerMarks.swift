/// By what the processes of one container are known.
package struct ContainerMarks: Sendable, Hashable, Codable {
  /// The engine's id, of 64 hexadecimal digits.
  package let id: String
  /// The pid of its main process where it runs, as its host counts.
  package var mainPID: Int32?
  /// See ``MountInfo/rootFileSystem``.
  package var rootFileSystem: String?
  /// Its main process, as it was noted.
  package var main: ProcessIdentity?
  /// The engine's process that is the parent of the main process, and becomes that of every orphan in the container:
  /// containerd's shim, or conmon.
  package var keeper: ProcessIdentity?
  /// Whether the main process had left the container's cgroup, where the engine would find it.
  package var hasMainEscaped = false
  /// Those that were its processes when that was noted.
  package var processes: Set<ProcessIdentity> = []

  package init(id: String, mainPID: Int32? = nil, rootFileSystem: String? = nil) {
    (self.id, self.mainPID, self.rootFileSystem) = (id, mainPID, rootFileSystem)
  }
}
