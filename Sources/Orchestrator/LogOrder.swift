import Engine

/// Puts the lines of several logs, each in order, into the order of their times.
///
/// A line can go when no other log may have an earlier one. Of a log that is quiet, that is not waited for.
struct LogOrder {
  private enum Log {
    case lines(ArraySlice<LogLine>)
    /// Its next lines were asked for.
    case awaited
    /// They were, and have not come for a while.
    case quiet
    case ended
  }

  private var logs: [Log]

  init(count: Int) { logs = Array(repeating: .awaited, count: count) }

  mutating func add(_ lines: [LogLine], of log: Int) { logs[log] = .lines(lines[...]) }
  mutating func end(_ log: Int) { logs[log] = .ended }

  /// Takes note that nothing has come of a log for a while.
  mutating func settle(_ log: Int) {
    if case .awaited = logs[log] { logs[log] = .quiet }
  }

  /// The logs whose next lines are waited for.
  var awaited: [Int] {
    logs.indices.filter { if case .awaited = logs[$0] { true } else { false } }
  }

  /// Whether there are lines that cannot go yet.
  var isHeldUp: Bool { !awaited.isEmpty && logs.contains { if case .lines = $0 { true } else { false } } }

  /// The next line, and the log that it is of; nil while it is not known, and at the end.
  ///
  /// Of several of one time, that of the first log. A log whose last line was taken is awaited from then on.
  mutating func next() -> (log: Int, line: LogLine)? {
    var first: (log: Int, line: LogLine)?
    for (log, state) in logs.enumerated() {
      switch state {
      case .awaited: return nil
      case .quiet, .ended: break
      case .lines(let lines):
        guard let line = lines.first else { continue }
        if first.map({ line.time < $0.line.time }) ?? true { first = (log, line) }
      }
    }
    guard let first, case .lines(var lines) = logs[first.log] else { return nil }
    logs[first.log] = .ended  // or the lines would be copied
    lines.removeFirst()
    logs[first.log] = lines.isEmpty ? .awaited : .lines(lines)
    return first
  }
}
