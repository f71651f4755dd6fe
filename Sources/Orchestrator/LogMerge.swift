package import Engine

/// Reads several logs as one, no faster than what it reads is taken.
package struct LogMerge: Sendable {
  /// How long the lines of a log wait for those of another; nil: for as long as it has any.
  private let patience: Duration?

  package init(patience: Duration?) { self.patience = patience }

  private enum Course: Sendable {
    /// What came of a log, and the log for going on with it.
    case came(Int, ServiceLog, [LogLine]?)
    /// A while has passed for what was asked for then: the number of the question, by log.
    case passed([Int: Int])
  }

  /// Hands on the lines of all logs in the order of their times, until all have ended.
  ///
  /// Throws what a log, or `take`, throws.
  package func run(_ logs: [ServiceLog], _ take: ([(log: Int, line: LogLine)]) throws -> Void) async throws {
    var logs = logs
    var order = LogOrder(count: logs.count)
    var questions = logs.map { _ in 0 }
    var isTiming = false
    try await withThrowingTaskGroup(of: Course.self) { group in
      defer { group.cancelAll() }
      for (index, log) in logs.enumerated() { group.addTask { try await Self.pull(log, index) } }
      var unanswered = logs.count
      while unanswered > 0, let course = try await group.next() {
        switch course {
        case .came(let index, let log, let lines):
          unanswered -= 1
          logs[index] = log
          if let lines { order.add(lines, of: index) } else { order.end(index) }
        case .passed(let earlier):
          isTiming = false
          for (index, question) in earlier where questions[index] == question { order.settle(index) }
        }
        let before = Set(order.awaited)
        var lines: [(log: Int, line: LogLine)] = []
        while let next = order.next() { lines.append(next) }
        if !lines.isEmpty { try take(lines) }
        for index in order.awaited where !before.contains(index) {
          questions[index] += 1
          unanswered += 1
          let log = logs[index]
          group.addTask { try await Self.pull(log, index) }
        }
        if let patience, order.isHeldUp, !isTiming {
          isTiming = true
          let earlier = Dictionary(uniqueKeysWithValues: order.awaited.map { ($0, questions[$0]) })
          group.addTask { try await Self.pass(patience, earlier) }
        }
      }
    }
  }

  private static func pull(_ log: ServiceLog, _ index: Int) async throws -> Course {
    var log = log
    let lines = try await log.next()
    return .came(index, log, lines)
  }

  private static func pass(_ patience: Duration, _ questions: [Int: Int]) async throws -> Course {
    try await Task.sleep(for: patience)
    return .passed(questions)
  }
}
