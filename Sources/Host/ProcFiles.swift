import Glibc
import Ownership
import SystemPackage

/// The files of `/proc`, which are read whole, many of them, and often.
final class ProcFiles {
  private var buffer = [UInt8](repeating: 0, count: 1 << 14)

  var bootID: String {
    text("/proc/sys/kernel/random/boot_id").map { String($0.prefix { $0 != "\n" }) } ?? ""
  }

  var processIDs: [Int32] {
    guard let directory = opendir("/proc") else { return [] }
    defer { closedir(directory) }
    var pids: [Int32] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let pid = Int32(name) { pids.append(pid) }
    }
    return pids
  }

  func status(of pid: Int32) -> ProcessStatus? { bytes("/proc/\(pid)/stat").flatMap { ProcessStatus($0) } }

  /// The path in the version 2 hierarchy.
  func cgroup(of pid: Int32) -> String? {
    bytes("/proc/\(pid)/cgroup").flatMap(Self.unifiedCgroup)
  }

  /// The path on the line of the version 2 hierarchy, whose names may hold anything but a line feed.
  static func unifiedCgroup(in bytes: ArraySlice<UInt8>) -> String? {
    let prefix = Array("0::".utf8)
    let line = bytes.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: prefix) }
    return line.map { String(decoding: $0.dropFirst(prefix.count), as: UTF8.self) }
  }

  /// The inode of a namespace, by its name in `/proc/PID/ns`.
  func namespace(_ name: String, of pid: Int32) -> UInt64? {
    var target = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/\(pid)/ns/\(name)", &target, target.count)
    guard count > 0 else { return nil }
    let digits = target.prefix(count).map(UInt8.init(bitPattern:)).filter { (48...57).contains($0) }
    return UInt64(String(decoding: digits, as: UTF8.self))
  }

  /// Nil where one of them cannot be read.
  func namespaces(of pid: Int32) -> Namespaces? {
    guard let mount = namespace("mnt", of: pid), let uts = namespace("uts", of: pid),
      let ipc = namespace("ipc", of: pid)
    else { return nil }
    return Namespaces(mount: mount, uts: uts, ipc: ipc)
  }

  func userID(of pid: Int32) -> UInt32 {
    var status = stat()
    return stat("/proc/\(pid)", &status) == 0 ? status.st_uid : .max
  }

  /// The arguments, as far as people want to read them; nil where there are none.
  func command(of pid: Int32) -> String? {
    guard let arguments = bytes("/proc/\(pid)/cmdline"), !arguments.isEmpty else { return nil }
    let shown = arguments.prefix(200).map { $0 == 0 ? UInt8(ascii: " ") : $0 }
    return String(decoding: shown, as: UTF8.self).trimmingSuffix(" ")
  }

  /// The mounts where the process lives, only those at these mount points: a host of containers has thousands.
  func mounts(of pid: Int32, at mountPoints: [String]) -> MountInfo? {
    bytes("/proc/\(pid)/mountinfo").map { Self.mounts(in: $0, at: mountPoints) }
  }

  static func mounts(in bytes: ArraySlice<UInt8>, at mountPoints: [String]) -> MountInfo {
    let wanted = mountPoints.map { Array($0.utf8)[...] }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { wanted.contains(Self.mountPoint($0)) }
    return MountInfo(lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
  }

  /// The fifth field, found without an array for those before it.
  private static func mountPoint(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line
    for _ in 0..<4 { rest = rest.drop { $0 != UInt8(ascii: " ") }.dropFirst() }
    return rest.prefix { $0 != UInt8(ascii: " ") }
  }

  func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

  private func bytes(_ path: String) -> ArraySlice<UInt8>? {
    guard let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec]) else { return nil }
    return try? file.closeAfter {
      var count = 0
      while true {
        if count == buffer.count { buffer += [UInt8](repeating: 0, count: count) }
        let read = try buffer.withUnsafeMutableBytes { try file.read(into: .init(rebasing: $0[count...])) }
        if read == 0 { return buffer[..<count] }
        count += read
      }
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    String(prefix(lastIndex { $0 != character }.map { distance(from: startIndex, to: $0) + 1 } ?? 0))
  }
}
