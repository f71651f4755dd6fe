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
    let observation = try await observation(of: name ?? directory ?? "", node?.engine, in: context)
    let report = try await NodeReap(name, dataDirectory: directory, isDryRun: dryRun, host: context.host).run(
      observation)
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

  /// What an engine knows of the node; nil where none answers, which is no obstacle to root on the host.
  private func observation(of node: String, _ engine: String?, in context: Context) async throws -> Observation? {
    do {
      return try await EngineSession(context: context, options: engines).run(engine) { search in
        try await search.observe(Observation.Request(node: node))
      }
    } catch  where engines.engine == nil && (error is EngineResolutionError || error is EngineError) {
      return nil
    }
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
