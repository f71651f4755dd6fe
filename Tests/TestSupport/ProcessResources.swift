import FoundationEssentials

/// What this process holds of the system, to be compared before and after.
package struct ProcessResources: Sendable {
  package let threads: Int
  package let descriptors: Int
  /// The resident memory in KiB.
  package let memory: Int

  package static func current() throws -> ProcessResources {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    func field(_ name: String) -> Int {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
      return line.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0
    }
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    return ProcessResources(threads: field("Threads"), descriptors: descriptors, memory: field("VmRSS"))
  }
}
