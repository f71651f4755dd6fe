import Glibc
package import SystemPackage

/// Directories that are mounted on themselves, so that mounts below them are seen in every namespace.
package enum SharedMount {
  /// Makes a directory where it is missing, mounts it on itself, and shares that mount.
  ///
  /// Takes root. It lasts until it is unmounted, or the host reboots.
  package static func make(at path: FilePath) throws(FileError) {
    try FileError.naming(path) {
      try SecretFileWriter.makeDirectories(path)
      try mount(path, MS_BIND)
      do {
        try mount(path, MS_SHARED)
      } catch {
        umount2(path.string, 0)
        throw error
      }
    }
  }

  private static func mount(_ path: FilePath, _ flag: Int) throws {
    guard Glibc.mount(path.string, path.string, nil, UInt(flag), nil) == 0 else { throw Errno(rawValue: errno) }
  }
}
