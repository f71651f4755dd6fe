import CLinux
import Glibc

/// The host's mounts, seen from a container that shares the host's processes.
package enum HostMounts {
  /// Makes the mount namespace of process 1 this process's own, whose only thread calls; false where that is not allowed.
  package static func enter() -> Bool {
    let files = ProcFiles()
    guard files.namespace("mnt", of: 1) != files.namespace("mnt", of: getpid()) else { return true }
    let namespace = open("/proc/1/ns/mnt", O_RDONLY | O_CLOEXEC)
    guard namespace >= 0 else { return false }
    defer { close(namespace) }
    return cl_enter_mount_namespace(namespace) == 0
  }
}
