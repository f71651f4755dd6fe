import FoundationEssentials
import Glibc
package import Ownership
import SystemPackage

/// Looks for processes by the namespaces that they share with others.
package enum ProcessPlaces {
  /// The processes that are in the uts namespace of any of these, and they themselves; those of others need root.
  package static func sharing(with pids: [Int32]) -> [ProcessPlace] {
    let wanted = Set(pids.compactMap { namespace("uts", of: $0) })
    guard !wanted.isEmpty else { return [] }
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int32($0) } ?? []
    return all.compactMap { pid in
      namespace("uts", of: pid).flatMap { wanted.contains($0) ? place(of: pid, uts: $0) : nil }
    }
  }

  /// This process.
  package static var own: ProcessPlace? { namespace("uts", of: getpid()).flatMap { place(of: getpid(), uts: $0) } }

  private static func place(of pid: Int32, uts: UInt64) -> ProcessPlace? {
    // The name, in parentheses, may hold anything, parentheses too: proc_pid_stat(5).
    guard let ipc = namespace("ipc", of: pid), let status = text("stat", of: pid),
      let open = status.firstIndex(of: "("), let close = status.lastIndex(of: ")"),
      let cgroup = text("cgroup", of: pid)?.split(separator: "\n").first(where: { $0.hasPrefix("0::") })
    else { return nil }
    let fields = status[close...].split(separator: " ")
    guard fields.count > 20, let startTime = UInt64(fields[20]), !["Z", "X"].contains(fields[1]) else { return nil }
    return ProcessPlace(
      pid: pid, startTime: startTime, name: String(status[status.index(after: open)..<close]),
      cgroup: String(cgroup.dropFirst(3)), uts: uts, ipc: ipc)
  }

  private static func namespace(_ name: String, of pid: Int32) -> UInt64? {
    var target = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/\(pid)/ns/\(name)", &target, target.count)
    guard count > 0 else { return nil }
    return UInt64(String(decoding: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self).filter(\.isNumber))
  }

  private static func text(_ file: String, of pid: Int32) -> String? {
    (try? FileReader.read(FilePath("/proc/\(pid)/\(file)"), limit: 1 << 14)).map { String(decoding: $0, as: UTF8.self) }
  }
}
