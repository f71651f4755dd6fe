@testable import Host
import Ownership

/// What `/proc` says of a process: `stat`, `cgroup` and `mountinfo`; and the table of UDP sockets.
enum ProcessTarget: FuzzTarget {
  private static let container = String(repeating: "0123456789abcdef", count: 4)

  static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let status = ProcessStatus(bytes) { check(status, bytes) }
    if let path = ProcFiles.unifiedCgroup(in: bytes[...]) { check(CgroupPath(path)) }
    check(CgroupPath(text))
    precondition(UDPPorts.ports(in: text).allSatisfy { (0...65_535).contains($0) })
    let places = ["/", HostProcess.k0sDataMountPoint]
    let mounts = ProcFiles.mounts(in: bytes[...], at: places).mounts
    precondition(mounts.allSatisfy { places.contains($0.mountPoint) })
  }

  /// The name is the program's choice: whatever else it holds, the numbers are those behind it.
  private static func check(_ status: ProcessStatus, _ line: [UInt8]) {
    let fields = String(decoding: line.split(separator: UInt8(ascii: ")")).last ?? [], as: UTF8.self)
      .split { $0 == " " || $0 == "\n" }
    precondition(fields.first.map(String.init) == status.state)
  }

  private static func check(_ path: CgroupPath) {
    precondition(path.isInside(path))
    precondition(path.isInside(CgroupPath("/")))
    precondition(CgroupPath("\(path.text)/below").isInside(path))
    if let scope = path.scope(of: container) { precondition(path.isInside(scope)) }
  }
}
