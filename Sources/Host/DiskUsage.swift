import CLinux
import Dispatch
import Glibc
package import SystemPackage

/// What files take on a disk, as du(1) counts it.
package enum DiskUsage {
  /// The bytes of a directory and all below it on its file system; nil where it is not there or cannot all be read.
  ///
  /// It looks at every file: for those who ask for it. A file with several names counts once.
  package static func bytes(below path: FilePath) async -> Int? {
    // It blocks: not for the threads of Swift's concurrency.
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: walk(path)) }
    }
  }

  private static func walk(_ path: FilePath) -> Int? {
    let walk = path.withPlatformString { pointer -> UnsafeMutablePointer<FTS>? in
      var paths: [UnsafeMutablePointer<CChar>?] = [strdup(pointer), nil]
      defer { free(paths[0]) }
      return fts_open(&paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, nil)
    }
    guard let walk else { return nil }
    defer { fts_close(walk) }
    var linked: Set<UInt> = []
    var blocks = 0
    while let entry = fts_read(walk) {
      switch Int32(entry.pointee.fts_info) {
      case FTS_DP: continue  // a directory again, on the way back
      case FTS_DNR, FTS_ERR: return nil
      case FTS_NS where entry.pointee.fts_level == 0: return nil
      case FTS_NS: continue  // it went away meanwhile
      default: break
      }
      guard let status = entry.pointee.fts_statp?.pointee else { continue }
      if status.st_nlink > 1, status.st_mode & S_IFMT != S_IFDIR, !linked.insert(UInt(status.st_ino)).inserted {
        continue
      }
      blocks += Int(status.st_blocks)
    }
    return blocks * 512  // whatever the file system's own are: stat(3type)
  }
}
