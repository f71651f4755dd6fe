import Glibc
package import SystemPackage

/// A lock between processes that ends with its holder, however that ends: flock(2).
package struct FileLock: Sendable {
  private let path: FilePath
  private let file: FileDescriptor

  /// Takes the lock, and leaves a word about the holder for those who find it taken; nil where it is.
  ///
  /// The file is made, with its directory, and is gone when the lock is.
  package static func take(_ path: FilePath, holder: String) throws(FileError) -> FileLock? {
    let directory = path.removingLastComponent()
    guard mkdir(directory.string, 0o700) == 0 || errno == EEXIST else {
      throw FileError(path: directory, errno: Errno(rawValue: errno))
    }
    do {
      while true {
        let file = try FileDescriptor.open(
          path, .readWrite, options: [.create, .noFollow, .closeOnExec], permissions: .ownerReadWrite)
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
          let error = Errno(rawValue: errno)
          try? file.close()
          if error == .wouldBlock { return nil }
          throw error
        }
        // Whoever had it may have removed the file after it was opened here: then this is the lock of a file of no name.
        guard isStill(file, path) else {
          try? file.close()
          continue
        }
        do {
          try file.resize(to: 0)
          _ = try file.writeAll(holder.utf8)
        } catch {
          // Not to be held by nobody for as long as this process lives.
          try? file.close()
          throw error
        }
        return FileLock(path: path, file: file)
      }
    } catch let error as Errno {
      throw FileError(path: path, errno: error)
    } catch {
      preconditionFailure("system calls fail with an errno: \(error)")
    }
  }

  /// The word about the holder of a lock that is taken; nil where there is none.
  package static func holder(of path: FilePath) -> String? {
    let text = (try? FileReader.read(path, limit: 1 << 12)).map { String(decoding: $0, as: UTF8.self) }
    return text?.isEmpty == false ? text : nil
  }

  package func release() {
    unlink(path.string)
    try? file.close()
  }

  private static func isStill(_ file: FileDescriptor, _ path: FilePath) -> Bool {
    var held = stat()
    var named = stat()
    return fstat(file.rawValue, &held) == 0 && lstat(path.string, &named) == 0 && held.st_ino == named.st_ino
      && held.st_dev == named.st_dev
  }
}
