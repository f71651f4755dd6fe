import ArgumentParser
import Compose
import Doctor
import NodeSpec
import Orchestrator
import Planning
import Terminal

/// Brings nodes to new versions, and back where that fails.
struct UpgradeCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Brings nodes to the versions that their specs say, and back to what they had where that fails.",
    discussion: """
      nodectl upgrade                        what the specs say now
      nodectl upgrade --dry-run              shows what would be done
      nodectl upgrade --k0s v1.34.2+k0s.0    a version that the specs do not say yet

      Images are pulled before anything is stopped, services are replaced in order, and each is waited for until the \
      node is ready. Where it does not become so, everything is put back as it was, and waited for again. Interrupted, \
      the same command goes on from there.
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var batch: BatchOptions

  @Option(
    name: .customLong("k0s"), help: "A version of k0s in the place of the specs'; says what line is to be changed.")
  var k0s: K0sVersion?

  @Flag(help: "Take an older version too, and one that leaves out a minor version.")
  var force = false

  @Flag(inversion: .prefixedNo, help: "Go back to what there was where the new version does not become ready.")
  var rollback = true

  @Option(help: "How long to wait: until services are healthy, or the node is ready.")
  var wait = Wait.ready

  @Option(help: "When to pull images: missing, always or never.")
  var pull = UpOptions.Pull.missing

  @Option(help: "How long a service may take to become healthy, such as 90s or 5m.")
  var timeout = TimeLimit.minutes(5)

  @OptionGroup var checks: CheckOptions

  @Flag(help: "Only show what would be done.")
  var dryRun = false

  /// What has been looked at, an upgrade may go by.
  enum Wait: String, ExpressibleByArgument, CaseIterable {
    case healthy
    case ready
  }

  func run(in context: Context) async throws {
    let loaded = try SpecLoader.load(specs, k0sVersion: k0s, in: context)
    if k0s != nil, let node = loaded.first(where: { $0.spec.k0s.image != nil }) {
      let name = node.spec.name.value
      throw Failure(
        .usage, "error: the spec of \(name) names the image of k0s itself; change k0s.image there, and leave out --k0s")
    }
    let nodes = try DesiredNode.all(loaded, engine: engines.engine, in: context)
    let plans = await NodeBatch(nodes: nodes, limit: batch.parallel, name: \.name).run { node in
      try await PlanCommand.plan(node, engines, options, in: context)
    }
    for plan in plans.compactMap({ try? $0.get() }) {
      if dryRun { context.output.write(plan.text) } else { show(plan, in: context) }
    }
    let planned = zip(nodes, plans).map { Planned(node: $0, plan: $1) }
    if dryRun {
      var failures = FailedNodes(in: context)
      for node in planned { _ = try failures.value(node.plan, of: node.node.name) }
      return try failures.conclude(of: planned.count)
    }
    let batch = NodeBatch(nodes: planned, limit: batch.parallel, name: \.node.name)
    let results = try await ProgressReport(context: context, options: progress).run { sink in
      await batch.run { planned in try await upgrade(planned.node, try planned.plan.get(), in: context, sink) }
    }
    try batch.report(results, in: context)
    for node in loaded where node.statedVersion.value != node.spec.k0s.version.value { showLine(of: node, in: context) }
  }

  /// A node, and what would be done to it, or why it cannot be.
  private struct Planned: Sendable {
    let node: DesiredNode
    let plan: Result<Plan, any Error>
  }

  private var options: UpOptions {
    UpOptions(
      pull: pull, wait: wait == .ready ? .ready : .healthy,
      upgrade: UpOptions.Upgrade(isForced: force, goesBack: rollback))
  }

  /// Says where a spec is to be changed so that the next `up` does not go back.
  private func showLine(of node: LoadedNode, in context: Context) {
    let (stated, version) = (node.statedVersion, node.spec.k0s.version.value)
    context.errors.print(
      "\(stated.mark): the spec still says \(stated.value): write \(version) there, or the next up goes back to that")
  }

  private func show(_ plan: Plan, in context: Context) {
    switch progress.progress {
    case .json, .quiet: break
    case .auto, .plain, .tty: context.errors.write(plan.text + "\n")
    }
  }

  private func upgrade(
    _ node: DesiredNode, _ plan: Plan, in context: Context, _ sink: @escaping ProgressSink
  ) async throws -> String {
    let request = Observation.Request(of: node, stuckAfter: Observation.Request.patience)
    let start = ContinuousClock.now
    let session = EngineSession(context: context, options: engines)
    let outcome = try await session.run(node.spec.engine.value) { search in
      try await NodeUp(
        node, options, timeout: timeout.duration, observe: { try await search.observe(request) },
        host: context.host, skipping: checks.skipped, neighbours: session.neighbours, waitsForLock: batch.lockWait,
        checkSecrets: node.checkIdentity, progress: sink
      ).run()
    }
    let words = plan.upgrade.map { " (\($0))" } ?? ""
    let done = outcome.hasChanged ? "upgraded\(words) after \((ContinuousClock.now - start).text)" : "has this already"
    return "\(node.name): \(done)"
  }
}

extension Plan {
  /// What it upgrades, in words.
  fileprivate var upgrade: String? {
    steps.lazy.compactMap { if case .recordUpgrade(let record) = $0.operation { record.words } else { nil } }.first
  }
}

extension K0sVersion: ExpressibleByArgument {
  package init?(argument: String) {
    guard let version = try? K0sVersion(argument).supported() else { return nil }
    self = version
  }
}
