import Glibc
package import SystemPackage

/// Writes files that hold secrets: of mode 0600, in directories that are made with mode 0700 where they are missing.
package enum SecretFileWriter {
  /// Writes a file, all of it or none: it appears under its name when it is complete.
  ///
  /// A symbolic link of that name is replaced, never followed.
  package static func write(_ bytes: [UInt8], to path: FilePath) throws(FileError) {
    try FileError.naming(path) {
      let temporary = try stage(bytes, beside: path)
      guard rename(temporary.string, path.string) == 0 else {
        let error = Errno(rawValue: errno)
        unlink(temporary.string)
        throw error
      }
    }
  }

  /// Writes files that must not exist yet, all of them or none: each appears under its name when it is complete.
  ///
  /// Whatever has one of the names, even a symbolic link to nowhere, stays as it is: the error is `fileExists`.
  package static func create(_ files: [(path: FilePath, bytes: [UInt8])]) throws(FileError) {
    var made: [FilePath] = []
    do {
      for (path, bytes) in files {
        try FileError.naming(path) {
          let temporary = try stage(bytes, beside: path)
          defer { unlink(temporary.string) }
          // Unlike a rename, a link takes no other's place.
          guard link(temporary.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        }
        made.append(path)
      }
    } catch {
      for path in made { unlink(path.string) }
      throw error
    }
  }

  /// Writes a file under a name of its own in the directory of another, and gives its path.
  private static func stage(_ bytes: [UInt8], beside path: FilePath) throws -> FilePath {
    let directory = path.removingLastComponent()
    let temporary = directory.appending(".\(path.lastComponent?.string ?? "secret").\(getpid())")
    try makeDirectories(directory)
    // A left-over of a run that was killed; whatever it is, it is not opened.
    unlink(temporary.string)
    try put(bytes, into: temporary)
    return temporary
  }

  /// Makes a file, or leaves none.
  private static func put(_ bytes: [UInt8], into path: FilePath) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec], permissions: .ownerReadWrite)
    do {
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch {
      unlink(path.string)
      throw error
    }
  }

  /// Makes a directory and those above it, where they are missing.
  static func makeDirectories(_ path: FilePath) throws {
    guard !path.isEmpty, mkdir(path.string, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, !path.removingLastComponent().isEmpty else { throw Errno(rawValue: errno) }
    try makeDirectories(path.removingLastComponent())
    guard mkdir(path.string, 0o700) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
  }
}
