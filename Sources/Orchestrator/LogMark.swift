import Engine

/// How far a container's log was read, for reading to go on there without a line lost or told twice.
///
/// Some engines tell times, and take them, by the second: so it is the last second, and how many lines of it were read.
struct LogMark {
  private(set) var second: Int64?
  private var lines = 0
  private var known = 0

  /// Nothing was read; or nothing from a second on.
  init(second: Int64? = nil) { self.second = second }

  /// The log is read again from the start of the last second.
  mutating func resume() { known = lines }

  /// Takes note of a line; false for one that was read before.
  mutating func take(_ line: LogLine) -> Bool {
    let isOfLast = line.time.seconds == second
    if isOfLast, known > 0 {
      known -= 1
      return false
    }
    if isOfLast {
      lines += 1
    } else if second.map({ $0 < line.time.seconds }) ?? true {
      (second, lines, known) = (line.time.seconds, 1, 0)
    }
    return true
  }
}
