import CLinux
import Dispatch
import Glibc
package import SystemPackage

/// What files take on a disk, as du(1) counts it.
package enum DiskUsage {
  /// The bytes of a directory and all below it on its mount; nil where it is not there or cannot all be read.
  ///
  /// It looks at every file: for those who ask for it. A file with several names counts once.
  package static func bytes(below path: FilePath) async -> Int? {
    // It blocks: not for the threads of Swift's concurrency.
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: count(path)) }
    }
  }

  private static func count(_ path: FilePath) -> Int? {
    let directory = open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    var walk = Walk()
    guard directory >= 0, walk.add(directory) else { return nil }
    return walk.blocks * 512  // whatever the blocks of the file system are: stat(3type)
  }

  private struct Walk {
    private(set) var blocks = 0
    /// The files seen that have several names.
    private var linked: Set<UInt> = []

    /// Adds what is in a directory, whose descriptor it closes; false where it cannot be read.
    mutating func add(_ directory: Int32) -> Bool {
      guard let stream = fdopendir(directory) else {
        close(directory)
        return false
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let isRead = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { add($0, in: directory) }
        }
        guard isRead else { return false }
      }
      return true
    }

    private mutating func add(_ name: UnsafePointer<CChar>, in directory: Int32) -> Bool {
      if strcmp(name, "..") == 0 { return true }
      var status = stat()
      // Files come and go meanwhile.
      guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return errno == ENOENT }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        if status.st_nlink == 1 || linked.insert(status.st_ino).inserted { blocks += status.st_blocks }
        return true
      }
      if strcmp(name, ".") == 0 {
        blocks += status.st_blocks
        return true
      }
      let child = cl_open_in(directory, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      return child >= 0 ? add(child) : errno == ENOENT || errno == EXDEV
    }
  }
}
