/// Makes lines of a log that was asked for with times.
///
/// An engine writes the time before each entry of its log: a line, or a part of one that is longer than its entries may
/// be (16 KiB on Docker). Where there are frames, each is an entry; in a terminal's log each line is.
package struct LogDecoder: Sendable {
  /// The bytes at which a line is cut in two, that none takes all memory.
  private let limit: Int
  private var sources: [OutputChunk.Source: Entry] = [:]
  private let isFramed: Bool

  private struct Entry {
    /// What has come of the time while that is not complete; nil behind it.
    var stamp: [UInt8]? = []
    var time = Timestamp.never
    var timeText = ""
    var line: [UInt8]?
  }

  /// `isFramed` is whether the log is in frames: that of a container without a terminal.
  package init(isFramed: Bool, limit: Int = 1 << 20) { (self.isFramed, self.limit) = (isFramed, limit) }

  /// The lines that the chunk completes.
  package mutating func decode(_ chunk: OutputChunk) -> [LogLine] {
    var entry = sources[chunk.source] ?? Entry()
    defer { sources[chunk.source] = entry }
    if chunk.startsFrame { entry.stamp = [] }
    var lines: [LogLine] = []
    var rest = chunk.bytes[...]
    while !rest.isEmpty {
      guard entry.stamp == nil || Self.takeStamp(from: &rest, &entry) else { break }
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      let part = rest[..<(end ?? rest.endIndex)].prefix(limit - (entry.line?.count ?? 0))
      entry.line = (entry.line ?? []) + part
      rest = rest[part.endIndex...]
      if let end, end == part.endIndex {
        rest = rest.dropFirst()
        if !isFramed { entry.stamp = [] }
      } else if (entry.line?.count ?? 0) < limit {
        break
      }
      lines.append(Self.take(&entry, chunk.source))
    }
    return lines
  }

  /// What follows the last lines' ends.
  package mutating func finish() -> [LogLine] {
    defer { sources = [:] }
    return [OutputChunk.Source.stdout, .stderr].compactMap { source in
      guard var entry = sources[source], entry.line != nil else { return nil }
      return Self.take(&entry, source)
    }.sorted { $0.time < $1.time }
  }

  private static func take(_ entry: inout Entry, _ source: OutputChunk.Source) -> LogLine {
    var text = entry.line.take() ?? []
    if text.last == UInt8(ascii: "\r") { text.removeLast() }
    return LogLine(source, time: entry.time, timeText: entry.timeText, text: text)
  }

  /// No time is longer: `2026-11-23T14:00:00.123456789+01:00`.
  private static let longestStamp = 40

  /// Takes the time, as much of it as is there; false if all of the bytes may belong to it.
  ///
  /// The first part of a line tells the line's. Bytes that are no time are text.
  private static func takeStamp(from rest: inout ArraySlice<UInt8>, _ entry: inout Entry) -> Bool {
    let stamp = (entry.stamp ?? []) + rest.prefix(longestStamp).prefix { $0 != UInt8(ascii: " ") }
    let consumed = rest.dropFirst(stamp.count - (entry.stamp ?? []).count)
    if consumed.isEmpty, stamp.count < longestStamp, !stamp.contains(UInt8(ascii: "\n")) {
      (entry.stamp, rest) = (stamp, consumed)
      return false
    }
    let text = String(decoding: stamp, as: UTF8.self)
    entry.stamp = nil
    if consumed.first == UInt8(ascii: " "), let time = Timestamp(text) {
      if entry.line == nil { (entry.time, entry.timeText) = (time, text) }
      rest = consumed.dropFirst()
    } else {
      rest = stamp + consumed
    }
    return true
  }
}
