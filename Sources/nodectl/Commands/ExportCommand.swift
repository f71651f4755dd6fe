import ArgumentParser
import Compose
import Export
import Host
import NodeSpec
import Orchestrator
import Planning
import SystemPackage

/// Writes a node's stack for those who run it without nodectl.
struct ExportCommand: NodectlCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case compose
    case env
    case json
    case quadlet
    case systemd
    case manifests
  }

  enum Secrets: String, ExpressibleByArgument, CaseIterable {
    case placeholder
    case files
  }

  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a node's stack as a compose file, or as units of systemd.",
    discussion: """
      nodectl export                           a compose file, to standard output
      nodectl export -o edge-01                with all that belongs to it, into a directory
      nodectl export --format quadlet -o DIR   units with which Podman runs the node by itself
      nodectl export --format systemd -o DIR   units that start nodectl at boot (with --engine)
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Option(
    help: """
      What to write: compose, env, json, quadlet (Podman's units of the stack), systemd (units that run nodectl) or \
      manifests (what goes with the node in its cluster).
      """)
  var format = Format.compose

  @Option(
    name: .shortAndLong,
    help: "Write into this directory all that belongs to it; without, one file goes to standard output.")
  var output: String?

  @Option(help: "With -o: leave the secrets to be put there (placeholder), or write them too, mode 0600 (files).")
  var secrets = Secrets.placeholder

  @Flag(help: "Write the node's spec instead, with every image named by the digest that the engine has it by.")
  var lock = false

  func validate() throws {
    if lock, format != .compose || secrets == .files {
      throw ValidationError("--lock writes the spec: leave --format and --secrets out")
    }
    if secrets == .files, output == nil { throw ValidationError("--secrets files needs a directory: name one with -o") }
  }

  func run(in context: Context) async throws {
    let nodes = try SpecLoader.load(specs, in: context)
    guard let node = nodes.first, nodes.count == 1 else {
      let names = nodes.map(\.spec.name.value.description).joined(separator: ", ")
      throw Failure(.usage, "error: export writes one node at a time; name one of: \(names)")
    }
    if lock { return try await writeLock(of: node, in: context) }
    let bundle = ExportBundle(node, address: await address(of: node, in: context), context)
    if let output {
      try write(bundle, to: context.workingDirectory.pushing(FilePath(output)).lexicallyNormalized())
    } else {
      context.output.write(try text(bundle))
    }
  }

  private func writeLock(of node: LoadedNode, in context: Context) async throws {
    let request = Observation.Request(node: node.spec.name.value.description)
    let session = EngineSession(context: context, options: engines)
    let text = try await session.run(node.spec.engine.value) { search in
      try await SpecLock(node).text(try await search.observe(request).engine)
    }
    guard let output else { return context.output.write(text) }
    let directory = context.workingDirectory.pushing(FilePath(output)).lexicallyNormalized()
    try ExportBundle(node, address: nil, context).write([ExportedFile("node.yaml", text)], to: directory)
  }

  private func text(_ bundle: ExportBundle) throws(Failure) -> String {
    switch format {
    case .compose: return try bundle.composeFile()
    case .env: return bundle.variables()
    case .json: return try bundle.composeJSON()
    case .manifests: return bundle.manifests
    case .quadlet, .systemd:
      throw Failure(.usage, "error: '--format \(format.rawValue)' writes several files: name a directory with -o")
    }
  }

  private func write(_ bundle: ExportBundle, to directory: FilePath) throws {
    switch format {
    case .compose, .env, .json:
      try bundle.write(try bundle.composeDirectory(directory, secrets: secrets == .files), to: directory)
    case .manifests: try bundle.write(bundle.manifestFiles, to: directory)
    case .quadlet:
      try bundle.write(try bundle.quadletDirectory(directory, secrets: secrets == .files), to: directory)
      bundle.context.errors.print(try bundle.quadletSteps(directory, secrets: secrets == .files))
    case .systemd:
      let units = try SystemdUnits(bundle, specs, engine: engines.engine)
      try bundle.write(units.files, to: directory)
      bundle.context.errors.print(units.steps(directory))
    }
  }

  /// The address of a node that is up already, so that its export need not leave it open.
  private func address(of node: LoadedNode, in context: Context) async -> IPv4Address? {
    guard format != .systemd, format != .manifests, node.spec.k0s.nodeIP.value == .assigned else { return nil }
    let session = EngineSession(context: context, options: engines)
    return await session.address(of: node.spec.name.value.description, node.spec.engine.value)
  }
}
