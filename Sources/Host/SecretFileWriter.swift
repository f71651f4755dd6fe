import Glibc
package import SystemPackage

/// Writes files that hold secrets.
package enum SecretFileWriter {
  /// Writes a file of mode 0600, all of it or none: it appears under its name when it is complete.
  ///
  /// A symbolic link of that name is replaced, never followed. Missing directories are made with mode 0700.
  package static func write(_ bytes: [UInt8], to path: FilePath) throws(FileError) {
    let directory = path.removingLastComponent()
    let temporary = directory.appending(".\(path.lastComponent?.string ?? "secret").\(getpid())")
    do {
      if !directory.isEmpty { try makeDirectories(directory) }
      // A left-over of a run that was killed; whatever it is, it is not opened.
      unlink(temporary.string)
      let file = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
        permissions: .ownerReadWrite)
      try file.closeAfter { _ = try file.writeAll(bytes) }
      guard rename(temporary.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    } catch let error as Errno {
      unlink(temporary.string)
      throw FileError(path: path, errno: error)
    } catch {
      preconditionFailure("system calls fail with an errno: \(error)")
    }
  }

  private static func makeDirectories(_ path: FilePath) throws {
    guard mkdir(path.string, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, !path.removingLastComponent().isEmpty else { throw Errno(rawValue: errno) }
    try makeDirectories(path.removingLastComponent())
    guard mkdir(path.string, 0o700) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
  }
}
