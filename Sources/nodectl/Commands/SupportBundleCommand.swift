import ArgumentParser
import Engine
import Host
import NodeSpec
import Orchestrator
import Planning
import SystemPackage

/// Writes down how nodes are, for those who help.
struct SupportBundleCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "support-bundle",
    abstract: "Collects all that a helper needs into one file, without secrets.",
    discussion: """
      nodectl support-bundle bundle.tar            of the spec's nodes, or else of all on the engines
      nodectl support-bundle bundle.tar edge-01    of one

      What cannot be had is noted in it, so that it is of use also where much does not work.
      """)

  @Argument(help: "The tar archive to write, which must not exist yet.")
  var archive: String

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Option(help: "How many of the last lines of each service's log.")
  var lines = 1000

  func validate() throws {
    guard lines > 0 else { throw ValidationError("--lines must be 1 or more") }
  }

  func run(in context: Context) async throws {
    let path = context.workingDirectory.pushing(FilePath(archive))
    // Told before all is collected; that it is so to the end is seen to when it is written.
    if LocalHost.exists(path.string) { throw Failure(FileError(path: FilePath(archive), errno: .fileExists)) }
    var quiet = context
    quiet.errors = Output(nil)
    let bundle = await collect(in: quiet)
    let bytes = try bundle.archive()
    do throws(FileError) { try SecretFileWriter.create([(path: path, bytes: bytes)]) } catch {
      throw Failure(.failed, "error: \(FileError(path: FilePath(archive), errno: error.errno))")
    }
    for line in bundle.missing { context.errors.print("without \(line)") }
    context.output.print("\(archive): \(bundle.files.count) files; look through them before you send them on")
  }

  private func collect(in context: Context) async -> SupportBundle {
    var bundle = SupportBundle()
    await bundle.add("versions.json") { .json(Array(try Versions().json.utf8)) }
    for node in await nodes(in: context, &bundle) {
      bundle.merge(await node.collect())
    }
    return bundle
  }

  /// The nodes that are named, else those of the specs, else all that are on an engine.
  private func nodes(in context: Context, _ bundle: inout SupportBundle) async -> [NodeBundle] {
    var loaded: [LoadedNode] = []
    do {
      loaded = try SpecLoader.load(specs.files, in: context)
    } catch {
      bundle.miss("spec", because: error.message)
    }
    var names = specs.nodes.isEmpty ? loaded.map(\.spec.name.value.description) : specs.nodes
    if names.isEmpty {
      do {
        names = try await EngineSession(context: context, options: engines).run(nil) { search in
          try await search.observeAll().compactMap(\.node)
        }
      } catch {
        bundle.miss("nodes", because: Failure(error).message)
      }
    }
    return names.map { name in
      let node = loaded.first { $0.spec.name.value.description == name }
      return NodeBundle(name: name, node: node, context: context, engines: engines, logLines: lines)
    }
  }
}
