import ArgumentParser
import Engine
import Orchestrator
import Ownership
import SystemPackage

/// Takes away what nodes that are gone have left.
struct ReapCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "reap",
    abstract: "Finds and ends what a node that is gone has left on its host: processes, mounts, cgroups.",
    discussion: """
      nodectl reap edge-01 --dry-run                     what is left of it, and why it is its
      nodectl reap --data-dir /srv/edge-01/k0s-data      of a node that nothing knows any more

      The node need not have been made by nodectl, nor be known to any engine: its data directory is enough.
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions
  @OptionGroup var progress: ProgressOptions

  @Option(help: "The directory that was the node's /var/lib/k0s. (default: what the engine or the spec says)")
  var dataDir: String?

  @Flag(help: "Only list what would be ended, unmounted and removed, and why.")
  var dryRun = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if dataDir?.isEmpty == true { throw ValidationError("the data directory is empty, as an unset variable is") }
    if dataDir != nil, specs.nodes.count > 1 {
      throw ValidationError("a data directory is one node's; name one node, or none")
    }
  }

  func run(in context: Context) async throws {
    var isClean = true
    var failures = FailedNodes(in: context)
    let targets = try targets(in: context)
    for (name, node) in targets {
      do {
        isClean = try await reap(name, node, in: context) && isClean
      } catch {
        try failures.tell(error, of: name ?? dataDir ?? "")
      }
    }
    try failures.conclude(of: targets.count)
    if !isClean { throw Failure(.leftOvers, "") }
  }

  /// Returns whether nothing is left of it, or would be.
  private func reap(_ name: String?, _ node: NamedNode?, in context: Context) async throws -> Bool {
    let directory =
      dataDir.map { context.workingDirectory.pushing(FilePath($0)).lexicallyNormalized().string }
      ?? node?.dataDirectory
    // No node is called like a path: an engine is then only one that a helper can be sent to.
    let request = Observation.Request(node: name ?? directory ?? "")
    let report = try await ProgressReport(context: context, options: progress).run { sink in
      let reap = NodeReap(name, dataDirectory: directory, isDryRun: dryRun, host: context.host, progress: sink)
      return try await self.report(of: reap, name, request, node?.engine, in: context)
    }
    context.output.print(json ? try report.json : report.text)
    if report.dataDirectory == nil {
      context.errors.print("warning: only the node's own cgroup was looked at; tell its data with --data-dir")
    }
    return report.left.isEmpty && (!dryRun || report.removed.obstacles.isEmpty)
  }

  /// By their names, of which there is none where only a data directory is given.
  private func targets(in context: Context) throws -> [(String?, NamedNode?)] {
    if specs.nodes.isEmpty, specs.files.file.isEmpty, dataDir != nil { return [(nil, nil)] }
    return try NamedNodes.load(specs, in: context).map { ($0.name, $0) }
  }

  /// That there is no engine is no obstacle to root on the host; one that does not answer may have the node running.
  ///
  /// Where no name is known, whoever runs with the data directory is found on the host itself.
  private func report(
    of reap: NodeReap, _ name: String?, _ request: Observation.Request, _ engine: String?, in context: Context
  ) async throws -> ReapReport {
    do {
      return try await EngineSession(context: context, options: engines).run(engine) { search in
        try await reap.run { try await search.observe(request) }
      }
    } catch  where engines.engine == nil && (error.isNoEngine || name == nil && error is EngineSearchError) {
      return try await reap.runWithoutEngine()
    }
  }
}

extension Error {
  /// Whether nobody is there to be asked, unlike one that is and does not answer.
  fileprivate var isNoEngine: Bool {
    (self as? EngineError)?.isNobodyHere ?? (self is EngineResolutionError)
  }
}

extension ReapReport {
  fileprivate var text: String {
    let name = node ?? dataDirectory ?? ""
    if isDryRun {
      return removed.isEmpty
        ? "\(name): nothing is left" : (["\(name): left"] + removed.lines.map { "  \($0)" }).joined(separator: "\n")
    }
    let ended = removed.isEmpty ? [] : ["\(name): gone"] + removed.lines.map { "  \($0)" }
    let remaining = left.isEmpty ? [] : ["\(name): still left"] + left.lines.map { "  \($0)" }
    return ended.isEmpty && remaining.isEmpty ? "\(name): nothing is left" : (ended + remaining).joined(separator: "\n")
  }
}
