package import SystemPackage

/// Reads whole files, as far as nodectl reads any.
package enum FileReader {
  /// The bytes of a file.
  ///
  /// A file that is longer than `limit` is not read to its end, and comes back longer than `limit`, by up to 64 KiB, for
  /// its reader to refuse.
  package static func read(_ path: FilePath, limit: Int) throws(FileError) -> [UInt8] {
    try FileError.naming(path) {
      let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
      return try file.closeAfter { try readAll(file, limit: limit) }
    }
  }

  /// The bytes that an open file still gives, with the same limit; `name` is what an error calls it.
  package static func read(_ file: FileDescriptor, name: FilePath, limit: Int) throws(FileError) -> [UInt8] {
    try FileError.naming(name) { try readAll(file, limit: limit) }
  }

  private static func readAll(_ file: FileDescriptor, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
