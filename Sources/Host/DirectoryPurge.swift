import CLinux
import Glibc
import Ownership
import SystemPackage

/// Deletes a directory with all that is in it, and nothing that is not.
///
/// It goes down by descriptors: no symbolic link is followed, no other mount entered, whoever changes names meanwhile.
struct DirectoryPurge {
  /// What could not be deleted, as sentences; no more than people want to read.
  private(set) var obstacles: [String] = []
  private static let shownObstacles = 10

  /// Deletes a directory; returns why not, where it could not.
  ///
  /// Behind a symbolic link, or on a mount of its own, it is only emptied, for others have put it there; a mount of itself
  /// is undone first. What is not there is as good as deleted.
  static func run(_ path: FilePath) -> [String] {
    guard let real = LocalHost.resolve(path.string) else { return [] }
    guard FilePath(real).components.count > 1 else {
      return ["\(real) is a directory of the system's, and is not deleted; empty it by hand"]
    }
    let mounts = LocalHost.mountInfo.map { MountInfo($0) }
    if mounts?.isBoundToItself(real) == true { _ = cl_unmount(real, 0) }
    guard Unmounter.mountPoints(below: real).isEmpty else {
      return ["\(real) is not deleted, for something is mounted below it"]
    }
    let isMountPoint = LocalHost.mountInfo.map { MountInfo($0).place(mountedAt: real) != nil } ?? true
    let isLinked = real != path.lexicallyNormalized().string && isSymbolicLink(path)
    let directory = open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard directory >= 0 else { return ["\(real) cannot be opened: \(Errno(rawValue: errno))"] }
    var purge = DirectoryPurge()
    purge.empty(directory, real)
    if purge.obstacles.isEmpty, !isMountPoint, !isLinked, rmdir(real) != 0 {
      purge.report(real, errno)
    }
    return purge.obstacles
  }

  private static func isSymbolicLink(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Deletes what is in a directory, whose descriptor it closes.
  mutating func empty(_ directory: Int32, _ path: String) {
    guard let stream = fdopendir(directory) else {
      report(path, errno)
      close(directory)
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          if strcmp(name, ".") != 0, strcmp(name, "..") != 0 { delete(name, in: directory, path) }
        }
      }
    }
  }

  /// Deletes what has a name in a directory, with all that is in it.
  mutating func delete(_ name: UnsafePointer<CChar>, in directory: Int32, _ path: String) {
    if unlinkat(directory, name, 0) == 0 || errno == ENOENT { return }
    let code = errno
    // What is a directory says so: EISDIR of Linux, EPERM of POSIX.
    guard code == EISDIR || code == EPERM else { return report("\(path)/\(String(cString: name))", code) }
    let child = cl_open_in(directory, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard child >= 0 else {
      return report("\(path)/\(String(cString: name))", code == EISDIR ? errno : code)
    }
    empty(child, "\(path)/\(String(cString: name))")
    if unlinkat(directory, name, AT_REMOVEDIR) != 0, errno != ENOENT, obstacles.isEmpty {
      report("\(path)/\(String(cString: name))", errno)
    }
  }

  private mutating func report(_ path: String, _ code: Int32) {
    guard obstacles.count < Self.shownObstacles else { return }
    let reason = code == EXDEV || code == EBUSY ? "something is mounted there" : "\(Errno(rawValue: code))"
    obstacles.append("\(Leftovers.shown(path)) cannot be deleted: \(reason)")
  }
}
