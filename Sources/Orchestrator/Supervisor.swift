import Compose
import Engine
import HTTP
import Locking
import NodeSpec
package import Planning

/// Keeps one node as its spec says, for as long as it runs.
///
/// It looks whenever the engine tells of an event, and does what `up` would do, but for one thing: a node that was taken
/// down or stopped stays so. In between it makes no calls.
package struct Supervisor: Sendable {
  private let desired: DesiredNode
  private let settings: Settings
  private let observe: @Sendable () async throws -> Observation
  private let host: any EngineHost
  private let progress: ProgressSink

  package struct Settings: Sendable {
    /// How long a service may be unhealthy before it is restarted.
    package var patience: Duration
    /// How long a service that others wait for may take to become healthy.
    package var timeout: Duration
    /// Between two rounds of health checks where nobody else runs them; nil for the shortest that a service asks for.
    package var checkInterval: Duration?
    /// Between two tries to reach an engine that is gone.
    package var reconnect = Backoff(first: .seconds(1), longest: .seconds(60))
    /// Between two tries of something that an engine has refused.
    package var retry = Backoff(first: .seconds(5), longest: .seconds(300))

    package init(
      patience: Duration = .seconds(120), timeout: Duration = .seconds(300), checkInterval: Duration? = nil
    ) {
      (self.patience, self.timeout, self.checkInterval) = (patience, timeout, checkInterval)
    }
  }

  package init(
    _ desired: DesiredNode, _ settings: Settings = Settings(),
    observe: @escaping @Sendable () async throws -> Observation, host: any EngineHost, progress: @escaping ProgressSink
  ) {
    (self.desired, self.settings, self.observe) = (desired, settings, observe)
    (self.host, self.progress) = (host, progress)
  }

  /// Returns never; throws `CancellationError` when the task is cancelled.
  ///
  /// `onReady` is called after every look.
  package func run(onReady: @escaping @Sendable () -> Void) async throws {
    var account = SupervisorAccount(patience: settings.patience, retry: settings.retry)
    var failures = 0
    while true {
      do {
        let engine = try await observe().engine
        // Events are asked for before the look that counts: what happens between the two is told.
        let events = try await engine.events(["type": ["container"], "label": ["\(Label.project)=\(desired.name)"]])
        if account.hasLostEngine { note("the engine is back") }
        (account.hasLostEngine, failures) = (false, 0)
        try await follow(events, engine, &account, onReady)
      } catch let error as CancellationError {
        throw error
      } catch {
        try Task.checkCancellation()
        if !account.hasLostEngine { warn("the engine cannot be reached: \(error)") }
        account.hasLostEngine = true
      }
      try await Task.sleep(for: settings.reconnect.pause(after: failures))
      failures += 1
    }
  }

  // MARK: One engine

  /// Looks whenever there is a reason to, until the events end, as they do with the engine.
  private func follow(
    _ stream: JSONLines<Event>, _ engine: Engine, _ account: inout SupervisorAccount,
    _ onReady: @escaping @Sendable () -> Void
  ) async throws {
    // What is stopped when an engine begins was stopped with it; later, somebody wanted it so.
    account.scope = .existing
    let events = SupervisedEvents()
    let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    var watched: Set<Int32> = []
    look.yield()
    // One that discards what its tasks return, as otherwise every deadline of a long life would be kept.
    try await withThrowingDiscardingTaskGroup { group in
      defer { group.cancelAll() }
      group.addTask {
        defer { look.finish() }
        do { for try await event in stream where events.take(event) { look.yield() } } catch {}
      }
      if !engine.capabilities.runsHealthChecksItself, !host.runsSystemd {
        let rounds = HealthCheckRounds(engine: engine, node: desired.name, interval: checkInterval)
        group.addTask {
          // Without them nobody would look: where they cannot be run, the engine is looked for anew.
          defer { look.finish() }
          try? await rounds.run()
        }
      }
      for await _ in looks {
        try await events.settle()
        let state = try await pass(&account, events)
        onReady()
        let processes = engine.connection.endpoint.isLocal ? state?.mayEndUntold ?? watched : []
        for process in processes.subtracting(watched) {
          group.addTask {
            await host.end(of: process)
            for time in Self.engineTimes {
              guard (try? await Task.sleep(for: time)) != nil else { return }
              look.yield()
            }
          }
        }
        watched = processes
        if let deadline = account.deadline {
          group.addTask {
            guard (try? await Task.sleep(until: Self.start + deadline)) != nil else { return }
            look.yield()
          }
        }
      }
      try Task.checkCancellation()
      account.hasLostEngine = true
      warn("the engine has ended its events")
    }
  }

  /// What an engine takes to see an end, one after the other: the first is enough where it has little to do.
  private static let engineTimes = [Duration.seconds(1), .seconds(5), .seconds(25)]

  private var checkInterval: Duration {
    settings.checkInterval ?? desired.project.services.compactMap { $0.healthcheck?.interval }.min() ?? .seconds(30)
  }

  /// One look, and what it takes to make the node right again; returns what was seen, if that was to be kept so.
  private func pass(_ account: inout SupervisorAccount, _ events: SupervisedEvents) async throws -> ObservedState? {
    do {
      guard events.stopped.isEmpty else { throw StoppedByWish(state: try await observe().state) }
      let seen = try await look(events)
      let unhealthy = account.unhealthy(in: seen.state, at: Self.now)
      let outcome = try await up(account, events, from: seen, unhealthy: unhealthy)
      account.compare(outcome.state, matching: outcome.matching)
      account.succeeded()
      // What has been changed is told as it is by the next look, which the events of the change bring.
      if !outcome.hasChanged { tell(account.news(outcome.state, stopped: events.stopped)) }
      return outcome.state
    } catch let error as CancellationError {
      throw error
    } catch let error as EngineError where error.isConnectionLost {
      throw error
    } catch let stop as StoppedByWish {
      account.leftAlone()
      tell(account.news(stop.state, stopped: events.stopped))
    } catch {
      try Task.checkCancellation()
      warn("\(error)")
      account.failed(at: Self.now)
      tell(account.newsOfHealth())
    }
    return nil
  }

  private struct StoppedByWish: Error { let state: ObservedState }

  /// A look for something to be done; throws ``StoppedByWish`` where nothing is to be.
  ///
  /// Podman tells of no stop, only of an end; and a stop may be under way while its lock is waited for.
  private func look(_ events: SupervisedEvents) async throws -> Observation {
    let look = try await observe().withStops()
    if look.stuck.isEmpty { try await events.settleHeld() } else { events.noteHeld(Set(look.stuck.map(\.id))) }
    events.noteStopped(look.state)
    guard events.stopped.isEmpty else { throw StoppedByWish(state: look.state) }
    return look
  }

  /// What is to be done is planned from `seen`, and anew from a look of its own if that is anything.
  private func up(
    _ account: SupervisorAccount, _ events: SupervisedEvents, from seen: Observation, unhealthy: Set<String>
  ) async throws -> NodeUp.Outcome {
    let options = UpOptions(
      wait: .started, scope: account.scope, compared: account.compared, unhealthy: unhealthy)
    let first = Locked<Observation?>(seen)
    let up = NodeUp(
      desired, options, timeout: settings.timeout,
      observe: { if let seen = first.withLock({ $0.take() }) { seen } else { try await look(events) } },
      host: host,
      progress: { [progress] event in
        events.note(event)
        progress(event)
      })
    let outcome = try await events.acting { try await up.run() }
    events.take(outcome.state)
    return outcome
  }

  // MARK: Telling

  private func tell(_ news: [String]) { for text in news { note(text) } }
  private func note(_ text: String) { progress(ProgressEvent(node: desired.name, .note(text))) }
  private func warn(_ text: String) {
    progress(ProgressEvent(node: desired.name, .warning(desired.redacted(text))))
  }

  /// Of the process's monotonic clock, which no change of the time of day moves.
  private static let start = ContinuousClock.now
  private static var now: Duration { ContinuousClock.now - start }
}

extension ObservedState {
  /// The main processes whose end an engine may not tell: Docker waits for who has left the container and holds its output.
  fileprivate var mayEndUntold: Set<Int32> {
    Set(containers.filter(\.sharesHostProcesses).compactMap(\.mainProcess))
  }
}
