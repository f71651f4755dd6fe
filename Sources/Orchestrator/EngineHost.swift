package import Engine
package import HTTP
package import Images
package import Ownership

/// The host that nodectl runs on, for an engine that is on it too.
package protocol EngineHost: Sendable {
  /// What it says that a node depends on.
  ///
  /// It reads dozens of files: for those who examine it, not for every run.
  func facts(for question: HostQuestion) -> HostFacts
  /// A cgroup that is to be a node's, as it is; nil where the host has no cgroups of version 2.
  func cgroup(at path: String) -> NodeCgroup?
  /// What a directory and all below it take on its file system, in bytes; nil where that cannot be seen.
  ///
  /// It looks at every file.
  func usage(of path: String) async -> Int?
  /// The network namespace of a process; nil where that cannot be told, and for the host's own.
  func networkNamespace(of process: Int32) -> UInt64?
  /// Waits for the end of a process, or of the task; returns at once where there is none of that pid.
  func end(of process: Int32) async
  /// Whether systemd is its init, which runs the health checks of Podman's containers.
  var runsSystemd: Bool { get }
  /// Makes a directory and those above it, where they are missing.
  func makeDirectory(_ path: String) throws

  /// Tries to take the lock of a node on an engine.
  func lock(_ node: String, on engine: Endpoint) throws -> LockAttempt

  /// The kernel settings that kubelets change, as they are now.
  var sysctls: HostSysctls { get }

  /// What this user has told the engine's command line to log in to an image's registry with.
  ///
  /// Throws `RegistryLoginError` where that cannot be read.
  func access(to image: ImageReference, for product: Product) async throws -> RegistryAccess

  /// Does something to its processes, mounts and cgroups; nil for a user who may not.
  func perform(_ request: HostRequest) async -> HostResponse?
  /// The program that does the same in a container of an engine elsewhere; nil where it is not installed.
  func handsProgram() -> [UInt8]?
}
