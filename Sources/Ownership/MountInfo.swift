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
  ///
  /// By bytes, as all of paths here: as characters a space is another with an accent behind it, and so is a line feed
  /// with a carriage return before it; and to look for characters takes ten times as long.
  package init(_ text: String) {
    mounts = text.utf8.split(separator: UInt8(ascii: "\n")).compactMap(Mount.init)
  }

  init(_ mounts: [Mount]) { self.mounts = mounts }

  /// The mount on which an absolute path without symbolic links lies.
  package func mount(holding path: String) -> Mount? {
    let holding = mounts.filter { Self.contains(path, below: $0.mountPoint) }
    let longest = holding.map(\.mountPoint.utf8.count).max()
    return holding.last { $0.mountPoint.utf8.count == longest }
  }

  /// Whether a path is a directory or lies below it, component by component: `/data2` is not below `/data`.
  ///
  /// To the kernel two ways to write an accent are two names.
  package static func contains(_ path: String, below directory: String) -> Bool {
    guard directory != "/", path.utf8.starts(with: directory.utf8) else { return directory == "/" }
    let rest = path.utf8.dropFirst(directory.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }

  static func isSame(_ path: String, _ other: String) -> Bool { path.utf8.elementsEqual(other.utf8) }
}

extension MountInfo.Mount {
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

  /// What comes of three octal digits of a byte.
  private static func byte(_ digits: Substring.UTF8View) -> UInt8? {
    guard digits.count == 3, digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "7")).contains) else { return nil }
    return UInt8(Substring(digits), radix: 8)
  }

  /// The kernel writes space, tab, newline and backslash in octal: `\040`.
  private static func unescape(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let code = Self.byte(rest.prefix(3)) {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
