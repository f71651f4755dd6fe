package import SystemPackage

/// A file that could not be read or written.
package struct FileError: Error, Equatable {
  package let path: FilePath
  package let errno: Errno

  package init(path: FilePath, errno: Errno) { (self.path, self.errno) = (path, errno) }

  package var isMissing: Bool { errno == .noSuchFileOrDirectory || errno == .notDirectory }

  /// Runs a body of system calls, whose errno becomes the error of this path.
  static func naming<Result>(_ path: FilePath, _ body: () throws -> Result) throws(FileError) -> Result {
    do {
      return try body()
    } catch let error as Errno {
      throw FileError(path: path, errno: error)
    } catch {
      preconditionFailure("system calls fail with an errno: \(error)")
    }
  }
}

extension FileError: CustomStringConvertible {
  package var description: String {
    switch errno {
    case .noSuchFileOrDirectory: "\(path): there is no such file"
    case .isDirectory: "\(path) is a directory, not a file"
    case .permissionDenied: "\(path): permission denied; run as root, or as the user who owns it"
    case .fileExists: "\(path) exists already, and is not overwritten"
    case .tooManySymbolicLinkLevels: "\(path) is a symbolic link, and is not followed"
    default: "\(path): \(errno)"
    }
  }
}
