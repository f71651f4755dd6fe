import Glibc
package import SystemPackage

/// A setting of the kernel that holds a number: sysctl(8).
package enum Sysctl {
  /// The value of a setting such as `kernel.panic`; nil where it cannot be read.
  package static func value(_ name: String, root: FilePath = "/proc/sys") -> Int? {
    let bytes = try? FileReader.read(file(name, root), limit: 64)
    return bytes.flatMap { Int(String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace }) }
  }

  /// The values of a setting that holds several, such as `fs.file-nr`; nil where it cannot be read.
  package static func values(_ name: String, root: FilePath = "/proc/sys") -> [Int]? {
    let bytes = try? FileReader.read(file(name, root), limit: 256)
    return bytes.map {
      String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    }
  }

  package static func isWritable(_ name: String, root: FilePath = "/proc/sys") -> Bool {
    access(file(name, root).string, W_OK) == 0
  }

  package static func set(_ name: String, to value: Int, root: FilePath = "/proc/sys") throws(FileError) {
    let path = file(name, root)
    do {
      let descriptor = try FileDescriptor.open(path, .writeOnly, options: [.closeOnExec])
      try descriptor.closeAfter { _ = try descriptor.writeAll("\(value)\n".utf8) }
    } catch let error as Errno {
      throw FileError(path: path, errno: error)
    } catch {
      preconditionFailure("system calls fail with an errno: \(error)")
    }
  }

  private static func file(_ name: String, _ root: FilePath) -> FilePath {
    root.appending(name.replacing(".", with: "/"))
  }
}
