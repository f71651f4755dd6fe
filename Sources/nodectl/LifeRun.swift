import ArgumentParser
import Engine
import Orchestrator
import Planning
import Terminal

/// What `stop`, `start` and `restart` take, and how they run for all that it names.
struct LifeRun: ParsableArguments {
  @OptionGroup var services: ServiceOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var batch: BatchOptions

  /// `wait` is nil for what starts nothing.
  func run(_ change: LifeChange, _ wait: WaitOptions? = nil, in context: Context) async throws {
    try await ServiceSearch(context: context, engines: engines).run(services) { looks in
      let batch = NodeBatch(nodes: looks, limit: batch.parallel, name: \.node)
      let results = try await ProgressReport(context: context, options: progress).run { sink in
        await batch.run { look in try await run(change, wait, try look.found.get(), sink, in: context) }
      }
      try batch.report(results, in: context)
    }
  }

  private func run(
    _ change: LifeChange, _ wait: WaitOptions?, _ found: ServiceSearch.Found, _ sink: @escaping ProgressSink,
    in context: Context
  ) async throws -> String {
    let start = ContinuousClock.now
    let name = found.node.name
    let options = LifeOptions(change, services: Set(found.services), awaitsHealth: wait?.wait == .healthy)
    let hasChanged = try await NodeLife(
      name, options, dataDirectory: found.node.dataDirectory, timeout: wait?.timeout.duration ?? .zero,
      observe: found.observe, host: context.host, waitsForLock: batch.lockWait, progress: sink
    ).run()
    await tellDrift(found, sink, in: context)
    let done = change == .stop ? "stopped" : change == .start ? "started" : "restarted"
    return hasChanged ? "\(name): \(done) after \((ContinuousClock.now - start).text)" : "\(name): \(done) already"
  }

  /// Says where the spec, as far as it can be read, has changed since the node was made.
  private func tellDrift(_ found: ServiceSearch.Found, _ sink: @escaping ProgressSink, in context: Context) async {
    guard let node = found.node.loaded, let desired = try? DesiredNode.all([node], in: context).first else { return }
    let plan = try? await NodeUp(
      desired, UpOptions(), timeout: .zero, observe: found.observe, host: context.host, progress: { _ in }
    ).preview()
    guard let plan, !plan.madeServices.isEmpty else { return }
    let words =
      "its spec has changed since \(plan.madeServices.joined(separator: ", ")) was made, and nothing of that is applied"
    sink(ProgressEvent(node: desired.name, .note("\(words): nodectl plan shows it, nodectl up applies it")))
  }
}

extension Plan {
  /// The services whose containers it makes.
  fileprivate var madeServices: [String] {
    steps.compactMap { if case .createContainer(let service) = $0.operation { service } else { nil } }
  }
}
