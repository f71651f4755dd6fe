package import Engine
import Planning

/// What a service writes: its container as it is, and, followed, also after restarts and in containers that take its place.
package struct ServiceLog: Sendable {
  private let engine: Engine
  private let node: String
  private let service: String
  private let options: LogOptions
  private let progress: ProgressSink
  /// The container that is read, or was, as it was when that began.
  private var container: ContainerDetails
  private var reading: Reading?
  private var mark = LogMark()
  private var hasBegun = false

  private struct Reading {
    var stream: OutputStream.AsyncIterator
    var decoder: LogDecoder
  }

  /// `progress` is told when a service that is followed has ended.
  package init(
    of service: String, in container: ContainerDetails, node: String, _ engine: Engine, _ options: LogOptions,
    progress: @escaping ProgressSink
  ) {
    (self.service, self.container, self.node) = (service, container, node)
    (self.engine, self.options, self.progress) = (engine, options, progress)
  }

  /// Between two looks for a service that does not run.
  private static let pause = Duration.milliseconds(500)

  /// The lines that have come since the last call, waiting for some; nil at the end.
  ///
  /// Throws `EngineError`, or `CancellationError` where the task is cancelled.
  package mutating func next() async throws -> [LogLine]? {
    while true {
      if var current = reading.take() {
        if let chunks = try await current.stream.nextBatch() {
          let lines = chunks.flatMap { current.decoder.decode($0) }.filter { mark.take($0) }
          reading = current
          if !lines.isEmpty { return lines }
        } else {
          let rest = current.decoder.finish().filter { mark.take($0) }
          if !rest.isEmpty { return rest }
        }
      } else {
        if hasBegun { guard options.follow, try await nextRun() else { return nil } }
        try await open()
        hasBegun = true
      }
    }
  }

  private mutating func open() async throws {
    let isAgain = hasBegun && mark.second != nil
    let since = isAgain ? mark.second.map { Timestamp(seconds: $0) } : options.since
    mark.resume()
    let tty = container.configuration.tty
    do {
      let stream = try await engine.logs(
        of: container.id, tty: tty, follow: options.follow, tail: hasBegun ? nil : options.tail, since: since,
        until: options.until, timestamps: true)
      reading = Reading(stream: stream.makeAsyncIterator(), decoder: LogDecoder(isFramed: !tty))
    } catch let error as EngineError where error.isNotFound {}  // another takes its place
  }

  /// Waits until the service has begun anew; false when nothing can come any more that was asked for.
  private mutating func nextRun() async throws -> Bool {
    var isTold = false
    while options.until.map({ Timestamp.now < $0 }) ?? true {
      let newest = try await newestContainer()
      if let newest, newest.id != container.id || newest.state.startedAt != container.state.startedAt {
        if newest.id != container.id { mark = LogMark() }
        if mark.second == nil, newest.id == container.id { mark = LogMark(second: newest.state.startedAt.seconds) }
        container = newest
        return true
      }
      if !isTold { tell(newest) }
      isTold = true
      try await Task.sleep(for: Self.pause)
    }
    return false
  }

  private func newestContainer() async throws -> ContainerDetails? {
    let filters = Filters.labels("\(Label.project)=\(node)", "\(Label.service)=\(service)")
    let found = try await Observation.inspect(try await engine.containers(filters), engine).details
    return found.max { $0.created < $1.created }
  }

  private func tell(_ container: ContainerDetails?) {
    let what =
      switch container?.state {
      case nil: "is not there"
      case let state? where state.startedAt == .never: "was not started"
      case let state?: "has ended with code \(state.exitCode)"
      }
    progress(ProgressEvent(node: node, .note("\(service) \(what); waiting for it to run again")))
  }
}
