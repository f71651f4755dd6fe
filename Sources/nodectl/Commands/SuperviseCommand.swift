import ArgumentParser
import Glibc
import Host
import NodeSpec
import Orchestrator
import Planning

/// Stays, and keeps nodes as their specs say.
struct SuperviseCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "supervise",
    abstract: "Stays in the foreground and keeps nodes as their specs say, until it is ended.",
    discussion: """
      nodectl supervise                                        until Ctrl-C
      nodectl export --format systemd --engine docker -o DIR   as a service, from boot on

      It follows the engine's events and repairs what is no longer right, as up would: services in a network namespace \
      that ZeroTier has left, services that have ended or stay unhealthy. What was taken down or stopped stays so. \
      SIGHUP has it read the specs again. As a systemd service, Type=notify and WatchdogSec= are understood.
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Option(help: "How long a service may be unhealthy before it is restarted.")
  var unhealthyAfter = TimeLimit.minutes(2)

  @Option(help: "How long a service that others wait for may take to become healthy.")
  var timeout = TimeLimit.minutes(5)

  @OptionGroup var progress: ProgressOptions

  /// Between two searches for an engine.
  private static let pause = Duration.seconds(5)

  mutating func run() async throws {
    let (signals, signal) = AsyncStream.makeStream(of: Int32.self)
    let watch = SignalWatch([SIGHUP, SIGINT, SIGTERM]) { signal.yield($0) }
    defer { withExtendedLifetime(watch) {} }
    let context = Context.process()
    do {
      try await context.closeAfter { try await run(in: context, signals) }
    } catch {
      throw Self.exitCode(error, context)
    }
  }

  func run(in context: Context) async throws { try await run(in: context, AsyncStream { _ in }) }

  /// Returns when a signal other than SIGHUP comes: whoever ends it wanted that.
  func run(in context: Context, _ signals: AsyncStream<Int32>) async throws {
    let service = ServiceNotification(environment: context.environment)
    var signals = signals.makeAsyncIterator()
    var nodes = try load(context)
    while true {
      let kept = nodes
      let signal = await withTaskGroup(of: Void.self) { group in
        defer { group.cancelAll() }
        group.addTask { await keep(kept, in: context, service) }
        if let interval = service.watchdogInterval { group.addTask { await Self.stayAlive(service, interval) } }
        return await signals.next()
      }
      guard signal == SIGHUP else { return service.stopping() }
      service.reloading()
      do {
        nodes = try load(context)
      } catch {
        context.errors.print(Failure(error).message)
        context.errors.print("warning: going on with the specs as they were")
      }
    }
  }

  private func load(_ context: Context) throws -> [DesiredNode] {
    try DesiredNode.all(try SpecLoader.load(specs, in: context), engine: engines.engine, in: context)
  }

  private static func stayAlive(_ service: ServiceNotification, _ interval: Duration) async {
    while !Task.isCancelled {
      service.alive()
      try? await Task.sleep(for: interval / 2)
    }
  }

  /// Supervises the nodes until the task is cancelled.
  private func keep(_ nodes: [DesiredNode], in context: Context, _ service: ServiceNotification) async {
    let (looks, look) = AsyncStream.makeStream(of: String.self)
    await withTaskGroup(of: Void.self) { group in
      for node in nodes { group.addTask { await keep(node, in: context) { look.yield(node.name) } } }
      var waiting = Set(nodes.map(\.name))
      for await name in looks where waiting.remove(name) != nil && waiting.isEmpty {
        service.ready("keeping \(nodes.map(\.name).joined(separator: ", "))")
      }
    }
  }

  private func keep(_ node: DesiredNode, in context: Context, _ onReady: @escaping @Sendable () -> Void) async {
    let settings = Supervisor.Settings(patience: unhealthyAfter.duration, timeout: timeout.duration)
    let request = Observation.Request(of: node, stuckAfter: Observation.Request.patience)
    let sink = sink(context)
    while !Task.isCancelled {
      do {
        try await EngineSession(context: context, options: engines).run(node.spec.engine.value) { search in
          try await Supervisor(
            node, settings, observe: { try await search.observe(request) }, host: context.host, progress: sink
          ).run(onReady: onReady)
        }
      } catch {
        if Task.isCancelled { return }
        sink(ProgressEvent(node: node.name, .warning(Redaction.redactOutput("\(error)"))))
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  private func sink(_ context: Context) -> ProgressSink {
    let start = ContinuousClock.now
    return { event in
      let time = ContinuousClock.now - start
      switch progress.progress {
      case .quiet: break
      case .json:
        var renderer = JSONProgress()
        context.errors.write(renderer.text(for: event, at: time))
      case .auto, .plain, .tty:
        var renderer = LogProgress()
        context.errors.show(renderer.text(for: event, at: time))
      }
    }
  }
}
