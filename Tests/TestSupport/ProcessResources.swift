import FoundationEssentials
import Glibc

/// What this process holds of the system, to be compared before and after.
package struct ProcessResources: Sendable {
  package let threads: Int
  package let descriptors: Int
  /// The resident memory in KiB, with what the allocator keeps of what was freed.
  package let memory: Int
  /// What is allocated and was not freed, in KiB.
  package let heap: Int

  package static func current() throws -> ProcessResources {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    func field(_ name: String) -> Int {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
      return line.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0
    }
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    return ProcessResources(
      threads: field("Threads"), descriptors: descriptors, memory: field("VmRSS"), heap: try heapInUse() >> 10)
  }

  /// This C library does not tell what is allocated, or not in the words that are known: nothing could be said of a leak.
  private struct UnknownHeap: Error {
    let report: String
  }

  /// What the allocator has of the system in all its arenas, without what is free in them.
  private static func heapInUse() throws -> Int {
    // malloc_info(3), which Glibc's module leaves out.
    typealias Report = @convention(c) (Int32, OpaquePointer) -> Int32
    var bytes: UnsafeMutablePointer<CChar>?
    var length = 0
    guard let stream = open_memstream(&bytes, &length), let report = dlsym(nil, "malloc_info") else {
      throw UnknownHeap(report: "")
    }
    _ = unsafeBitCast(report, to: Report.self)(0, OpaquePointer(stream))
    fclose(stream)
    defer { free(bytes) }
    let text = bytes.map { String(cString: $0) } ?? ""
    // The arenas come first, each with the same elements.
    func last(_ element: Regex<(Substring, Substring)>) throws -> Int {
      guard let size = text.matches(of: element).last.flatMap({ Int($0.1) }) else { throw UnknownHeap(report: text) }
      return size
    }
    return try last(/<system type="current" size="(\d+)"/) + last(/<total type="mmap" count="\d+" size="(\d+)"/)
      - last(/<total type="fast" count="\d+" size="(\d+)"/) - last(/<total type="rest" count="\d+" size="(\d+)"/)
  }
}
