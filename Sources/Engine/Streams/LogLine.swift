/// A line of a container's log.
package struct LogLine: Hashable, Sendable {
  package let source: OutputChunk.Source
  /// When the container wrote it, to the nanosecond, or by the second from engines that tell no more.
  package let time: Timestamp
  /// The time in the engine's words.
  package let timeText: String
  /// Without the line's end.
  package let text: [UInt8]

  package init(_ source: OutputChunk.Source, time: Timestamp, timeText: String, text: [UInt8]) {
    (self.source, self.time, self.timeText, self.text) = (source, time, timeText, text)
  }
}
