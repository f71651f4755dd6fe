/// Directories below which everybody's mounts are, so that none of them is a node's data.
package enum SystemDirectory {
  /// What a slip, an empty variable for one, makes of a path, and where engines and runtimes have what is theirs.
  private static let paths: Set<String> = [
    "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/media", "/mnt", "/opt", "/proc", "/root", "/run",
    "/run/containerd", "/run/docker", "/run/k0s", "/sbin", "/srv", "/sys", "/tmp", "/usr", "/var", "/var/lib",
    "/var/lib/containerd", "/var/lib/containers", "/var/lib/containers/storage", "/var/lib/containers/storage/overlay",
    "/var/lib/containers/storage/volumes", "/var/lib/docker", "/var/lib/docker/overlay2", "/var/lib/docker/volumes",
  ]

  /// Whether an absolute path, without symbolic links, is one of them.
  package static func contains(_ path: String) -> Bool { paths.contains(path) }
}
