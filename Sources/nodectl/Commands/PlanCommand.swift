import ArgumentParser
import Compose
import NodeSpec
import Orchestrator
import Planning

/// Shows what `up` would do, and why.
struct PlanCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Shows what up would do, and why. Nothing is changed.",
    discussion: """
      nodectl plan                        all of the spec's nodes
      nodectl plan --detailed-exitcode    for scripts: 2 where something would be changed
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var convergence: ConvergenceOptions

  @Flag(help: "As JSON: a list with a plan for each node.")
  var json = false

  @Flag(help: "Exit with 2 if anything would be changed, 0 if not.")
  var detailedExitcode = false

  func run(in context: Context) async throws {
    let (plans, failures) = try await Self.plans(specs, engines, convergence.options, in: context)
    if json {
      context.output.print(try plans.json)
    } else {
      context.output.show(plans.map(\.text).joined(separator: "\n"))
    }
    try failures.conclude(of: plans.count + failures.names.count)
    if detailedExitcode, plans.contains(where: \.hasChanges) { throw Failure(.changesPending, "") }
  }

  /// The plans of the nodes, in the order of their specs, and those of which there is none, which was told.
  static func plans(
    _ specs: SpecOptions, _ engines: EngineOptions, _ options: UpOptions, in context: Context
  ) async throws -> ([Plan], FailedNodes) {
    let nodes = try DesiredNode.all(try SpecLoader.load(specs, in: context), engine: engines.engine, in: context)
    return try await plans(of: nodes, engines, options, in: context)
  }

  static func plans(
    of nodes: [DesiredNode], _ engines: EngineOptions, _ options: UpOptions, in context: Context
  ) async throws -> ([Plan], FailedNodes) {
    let batch = NodeBatch(nodes: nodes, name: \.name)
    let results = await batch.run { try await plan($0, engines, options, in: context) }
    var failures = FailedNodes(in: context)
    let plans = try zip(nodes, results).compactMap { try failures.value($1, of: $0.name) }
    return (plans, failures)
  }

  static func plan(
    _ desired: DesiredNode, _ engines: EngineOptions, _ options: UpOptions, in context: Context
  ) async throws -> Plan {
    let request = Observation.Request(of: desired, stuckAfter: Observation.Request.patience)
    return try await EngineSession(context: context, options: engines).run(desired.spec.engine.value) { search in
      try await NodeUp(
        desired, options, timeout: .zero, observe: { try await search.observe(request) }, host: context.host,
        progress: { _ in }
      ).preview()
    }
  }
}
