import ArgumentParser
import Engine
import Orchestrator
import Planning
import Terminal

/// Runs a `stop`, `start` or `restart` for all that a command line names.
struct LifeRun {
  let change: LifeChange
  let services: ServiceOptions
  let engines: EngineOptions
  let progress: ProgressOptions
  let batch: BatchOptions
  /// Whether to wait until what was started is healthy, and how long a service may take to become so.
  var awaitsHealth = false
  var timeout = Duration.zero
  let context: Context

  func run() async throws {
    try await ServiceSearch(context: context, engines: engines).run(services) { found in
      let batch = NodeBatch(nodes: found, limit: batch.parallel, name: \.node.name)
      let results = try await ProgressReport(context: context, options: progress).run { sink in
        await batch.run { found in try await run(found, sink) }
      }
      try batch.report(results, in: context)
    }
  }

  private func run(_ found: ServiceSearch.Found, _ sink: @escaping ProgressSink) async throws -> String {
    let start = ContinuousClock.now
    let name = found.node.name
    let options = LifeOptions(change, services: Set(found.services), awaitsHealth: awaitsHealth)
    let hasChanged = try await NodeLife(
      name, options, timeout: timeout, observe: found.observe, host: context.host,
      waitsForLock: batch.lockWait, progress: sink
    ).run()
    await tellDrift(found, sink)
    let done = change == .stop ? "stopped" : change == .start ? "started" : "restarted"
    return hasChanged ? "\(name): \(done) after \((ContinuousClock.now - start).text)" : "\(name): \(done) already"
  }

  /// Says where the spec, as far as it can be read, has changed since the node was made.
  private func tellDrift(_ found: ServiceSearch.Found, _ sink: @escaping ProgressSink) async {
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
