package import SystemPackage

/// Reads whole files, as far as nodectl reads any.
package enum FileReader {
  /// The bytes of a file, or of standard input for `-`.
  ///
  /// Never reads more than `limit` bytes and one: a file that is longer comes back longer than `limit`, for its reader
  /// to refuse.
  package static func read(_ path: FilePath, limit: Int) throws(FileError) -> [UInt8] {
    do {
      if path == "-" { return try readAll(.standardInput, limit: limit) }
      let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
      return try file.closeAfter { try readAll(file, limit: limit) }
    } catch let error as Errno {
      throw FileError(path: path, errno: error)
    } catch {
      preconditionFailure("system calls fail with an errno: \(error)")
    }
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
