/// The mounts of a mount namespace: `/proc/PID/mountinfo` (proc_pid_mountinfo(5)).
package struct MountInfo: Sendable, Equatable, Codable {
  package struct Mount: Sendable, Equatable, Codable {
    package let id: Int
    package let parent: Int
    /// `major:minor` of what is mounted.
    package let device: String
    /// The path within the file system that is the root of this mount.
    package let root: String
    package let mountPoint: String
    /// `shared:1`, `master:2`, ...
    package let optionalFields: [String]
    package let type: String
    /// Options of the file system, such as `upperdir=...` of an overlay.
    package let superOptions: String

    /// Whether mounts below it are seen in other namespaces, and theirs in it.
    package var isShared: Bool { optionalFields.contains { $0.hasPrefix("shared:") } }
  }

  /// In the order of the kernel: what was mounted later comes later.
  package let mounts: [Mount]

  /// Reads the kernel's text; a line that is not of its form is left out.
  package init(_ text: String) {
    mounts = text.utf8.split(separator: UInt8(ascii: "\n")).compactMap(Mount.init)
  }

  init(_ mounts: [Mount]) { self.mounts = mounts }

  /// The mount on which an absolute path without symbolic links lies.
  package func mount(holding path: String) -> Mount? {
    mounts.last { $0.mountPoint == Self.longestPrefix(of: path, among: mounts) }
  }

  private static func longestPrefix(of path: String, among mounts: [Mount]) -> String? {
    mounts.lazy.map(\.mountPoint).filter { contains(path, below: $0) }.max { $0.utf8.count < $1.utf8.count }
  }

  /// Whether a path is a directory or lies below it, component by component: `/data2` is not below `/data`.
  package static func contains(_ path: String, below directory: String) -> Bool {
    path == directory || directory == "/" || path.hasPrefix(directory + "/")
  }
}

extension MountInfo.Mount {
  /// By bytes: a host of containers has thousands of lines, in which to look for characters takes ten times as long.
  fileprivate init?(_ line: Substring.UTF8View) {
    let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { Substring($0) }
    guard let separator = fields.firstIndex(of: "-"), separator >= 6, fields.count > separator + 3,
      let id = Int(fields[0]), let parent = Int(fields[1])
    else { return nil }
    self.id = id
    self.parent = parent
    device = String(fields[2])
    root = Self.unescape(fields[3])
    mountPoint = Self.unescape(fields[4])
    optionalFields = fields[6..<separator].map(String.init)
    type = String(fields[separator + 1])
    superOptions = Self.unescape(fields[separator + 3])
  }

  /// The kernel writes space, tab, newline and backslash in octal: `\040`.
  private static func unescape(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
