import Glibc
import SystemPackage

/// Where sockets are that only this user may use.
enum SocketDirectory {
  /// Makes it if need be, and takes away the sockets of ssh that processes which were killed have left.
  static func make(_ environment: [String: String]) throws(SSHError) -> FilePath {
    let directory =
      geteuid() == 0
      ? "/run/nodectl" : environment["XDG_RUNTIME_DIR"].map { FilePath($0).appending("nodectl") } ?? ownTemporary
    guard mkdir(directory.string, 0o700) == 0 || errno == EEXIST else {
      throw .noDirectory("\(directory): \(Errno(rawValue: errno))")
    }
    // In a directory that everybody may write in, somebody else may have been first.
    var status = stat()
    guard lstat(directory.string, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
      throw .noDirectory("\(directory) is not this user's; set XDG_RUNTIME_DIR to a directory that is")
    }
    for name in Directory.names(in: directory) where name.hasPrefix("ssh-") {
      let owner = name.dropFirst(4).prefix { $0 != "-" }
      if Int32(owner) != nil, !LocalHost.exists("/proc/\(owner)") { unlink(directory.appending(name).string) }
    }
    return directory
  }

  private static var ownTemporary: FilePath { FilePath("/tmp/nodectl-\(geteuid())") }
}
