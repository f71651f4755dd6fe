import Glibc
import SystemPackage

/// The programs of the host.
enum Program {
  /// Where a program is, of a search path such as `PATH`; nil where it is in none of its directories.
  static func find(_ name: String, path: String?) -> FilePath? {
    let path = path ?? "/usr/sbin:/usr/bin:/sbin:/bin"
    return path.split(separator: ":").map { FilePath(String($0)).appending(name) }.first {
      access($0.string, X_OK) == 0
    }
  }
}
