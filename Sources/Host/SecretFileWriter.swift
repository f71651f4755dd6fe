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
    try FileError.naming(path) {
      if !directory.isEmpty { try makeDirectories(directory) }
      // A left-over of a run that was killed; whatever it is, it is not opened.
      unlink(temporary.string)
      try put(bytes, into: temporary) {
        guard rename(temporary.string, path.string) == 0 else { throw Errno(rawValue: errno) }
      }
    }
  }

  /// Writes a file of mode 0600 that must not exist yet.
  ///
  /// Whatever has that name, even a symbolic link to nowhere, stays as it is: the error is `fileExists`.
  package static func create(_ bytes: [UInt8], at path: FilePath) throws(FileError) {
    try FileError.naming(path) { try put(bytes, into: path) {} }
  }

  /// Makes a file and does what comes after; when either fails, the file is gone again.
  private static func put(_ bytes: [UInt8], into path: FilePath, then finish: () throws -> Void) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec], permissions: .ownerReadWrite)
    do {
      try file.closeAfter { _ = try file.writeAll(bytes) }
      try finish()
    } catch {
      unlink(path.string)
      throw error
    }
  }

  private static func makeDirectories(_ path: FilePath) throws {
    guard mkdir(path.string, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, !path.removingLastComponent().isEmpty else { throw Errno(rawValue: errno) }
    try makeDirectories(path.removingLastComponent())
    guard mkdir(path.string, 0o700) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
  }
}
