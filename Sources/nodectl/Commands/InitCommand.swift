import ArgumentParser
import Compose
import Host
import Import
import NodeSpec
import SystemPackage
import YAML

/// Writes a first spec.
struct InitCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a node spec that explains itself, empty or from what there is.",
    discussion: """
      nodectl init                                node.yaml, to be completed
      nodectl init --from-compose compose.yaml    from the published compose file, and .env beside it

      Secrets go to files beside it that only their owner can read. No file is ever overwritten.
      """)

  @Argument(help: "The spec, which must not exist yet.")
  var file = "node.yaml"

  @Option(help: "Take over the .env file of the published compose file.")
  var fromEnv: String?

  @Option(help: "Take over a compose file like the published one, with the .env file beside it or that of --from-env.")
  var fromCompose: String?

  func run(in context: Context) async throws {
    let diagnostics = Diagnostics()
    let draft = try draft(in: context, diagnostics)
    guard let draft, !diagnostics.hasErrors else { throw Failure(diagnostics.problems) }
    for problem in diagnostics.problems { context.errors.print("\(problem)") }
    let text = draft.text(schema: Self.schemaFile)
    try write(draft, text, in: context)
    // An empty one lacks what it says it lacks.
    if draft != SpecDraft() { for problem in problems(of: text) { context.errors.print("\(problem)") } }
    context.output.print("next: complete \(file), and check it: nodectl check -f \(file)")
  }

  private static let schemaFile = "node.schema.json"

  private func draft(in context: Context, _ diagnostics: Diagnostics) throws(Failure) -> SpecDraft? {
    if let fromCompose { return try draft(ofCompose: fromCompose, in: context, diagnostics) }
    guard let fromEnv else { return SpecDraft() }
    guard let source = try context.source(FilePath(fromEnv), diagnostics) else { return nil }
    let variables = DotEnv.read(source, environment: [:], diagnostics)
    return EnvironmentImport.draft(variables, of: source, diagnostics)
  }

  private func draft(
    ofCompose path: String, in context: Context, _ diagnostics: Diagnostics
  ) throws(Failure) -> SpecDraft? {
    guard let source = try context.source(FilePath(path), diagnostics) else { return nil }
    let directory = context.workingDirectory.pushing(FilePath(path)).removingLastComponent().lexicallyNormalized()
    let variables = try context.variables(in: fromEnv, beside: directory, diagnostics)
    do throws(YAMLError) {
      let documents = try Parser.parse(source).map { Interpolator.interpolate($0, variables, diagnostics) }
      guard let first = documents.first else { return SpecDraft() }
      return ComposeImport.draft(
        Overlay.merge(documents.dropFirst(), over: first, diagnostics), directory: directory.string,
        specDirectory: specDirectory(in: context).string, diagnostics)
    } catch {
      diagnostics.report(Problem(error))
      return nil
    }
  }

  private func specDirectory(in context: Context) -> FilePath {
    context.workingDirectory.pushing(FilePath(file)).removingLastComponent().lexicallyNormalized()
  }

  /// Writes the spec and what belongs beside it: all of it, or where something is in the way, nothing.
  private func write(_ draft: SpecDraft, _ text: String, in context: Context) throws(Failure) {
    let directory = specDirectory(in: context)
    var files = [(context.workingDirectory.pushing(FilePath(file)), text)]
    files += draft.secretFiles.map { (directory.appending($0.name), $0.text + "\n") }
    do throws(FileError) {
      try SecretFileWriter.create(files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
      // It is the same for every spec.
      try? SecretFileWriter.create([(directory.appending(Self.schemaFile), Array(NodeSpec.schema.prettyJSON.utf8))])
    } catch {
      throw Failure(.failed, "error: \(error)")
    }
    for (path, _) in files { context.output.print("wrote \(path)") }
  }

  /// What the spec's reader has to say of it, which is what is still missing.
  private func problems(of text: String) -> [Problem] {
    let diagnostics = Diagnostics()
    let documents = try? Parser.parse(Source(name: file, text: text))
    for document in documents ?? [] { _ = NodeSpec.read(document, diagnostics) }
    return diagnostics.problems
  }
}
