import Ownership

/// `/proc/PID/mountinfo`: each line stands for itself, and what lies below a directory does so byte by byte.
enum MountInfoTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    let table = MountInfo(String(decoding: bytes, as: UTF8.self))
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    precondition(table.mounts == lines.flatMap { MountInfo($0).mounts })
    precondition(MountInfo(table.mounts.map(line).joined(separator: "\n")) == table)
    _ = table.rootFileSystem
    for mount in table.mounts {
      _ = table.isBoundToItself(mount.mountPoint)
      precondition(table.place(mountedAt: mount.mountPoint) != nil)
      for below in table.mountPoints(below: mount.mountPoint) {
        let directory = mount.mountPoint == "/" ? "" : mount.mountPoint
        precondition(below.utf8.starts(with: Array("\(directory)/".utf8)), "\(below) is not below \(directory)")
      }
      let place = table.place(of: mount.mountPoint + "/x")
      precondition(!mount.mountPoint.hasPrefix("/") || place != nil)
    }
  }

  /// The line as the kernel writes it.
  private static func line(_ mount: MountInfo.Mount) -> String {
    ([mount.id, mount.parent].map(String.init) + [mount.device, escape(mount.root), escape(mount.mountPoint), "rw"]
      + mount.optionalFields + ["-", mount.type, "none", escape(mount.superOptions)]).joined(separator: " ")
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ": escaped += "\\040"
      case "\t": escaped += "\\011"
      case "\n": escaped += "\\012"
      case "\\": escaped += "\\134"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
