import Compose
import Host
import NodeSpec
import Planning
import SystemPackage
import YAML

/// Reads specs with what belongs to them: `.env` files and templates of the user's.
struct SpecLoader {
  private let context: Context
  private let options: SpecFiles
  /// In the place of what the specs say.
  private let k0sVersion: K0sVersion?
  private let diagnostics = Diagnostics()

  private init(_ context: Context, _ options: SpecFiles, k0sVersion: K0sVersion?) {
    (self.context, self.options, self.k0sVersion) = (context, options, k0sVersion)
  }

  /// The nodes that the options name; throws every problem of every file at once, and prints warnings.
  ///
  /// `k0sVersion` takes the place of what the specs say.
  static func load(
    _ options: SpecOptions, k0sVersion: K0sVersion? = nil, in context: Context
  ) throws(Failure) -> [LoadedNode] {
    try select(options.nodes, of: try load(options.files, k0sVersion: k0sVersion, in: context))
  }

  /// Every node of the specs.
  static func load(
    _ files: SpecFiles, k0sVersion: K0sVersion? = nil, in context: Context
  ) throws(Failure) -> [LoadedNode] {
    let loader = SpecLoader(context, files, k0sVersion: k0sVersion)
    var nodes: [LoadedNode] = []
    for path in try loader.paths() { nodes += try loader.load(path) }
    loader.checkNames(nodes)
    let problems = loader.diagnostics.problems
    guard !loader.diagnostics.hasErrors else { throw Failure(problems) }
    for warning in problems { context.errors.print("\(warning)") }
    return nodes
  }

  private func paths() throws(Failure) -> [FilePath] {
    if !options.file.isEmpty { return options.file.map { FilePath($0) } }
    for name in ["node.yaml", "nodectl.yaml"] {
      do throws(FileError) {
        _ = try FileReader.read(context.workingDirectory.appending(name), limit: 0)
        return [FilePath(name)]
      } catch {
        if !error.isMissing { throw Failure(error) }
      }
    }
    throw Failure(
      .invalidSpec,
      "error: there is no node.yaml and no nodectl.yaml here; name a spec with -f, or write a first one with nodectl init"
    )
  }

  private func load(_ path: FilePath) throws(Failure) -> [LoadedNode] {
    guard let source = try context.source(path, diagnostics) else { return [] }
    let file = path == "-" ? context.workingDirectory.appending("-") : context.workingDirectory.pushing(path)
    let directory = file.removingLastComponent().lexicallyNormalized()
    let variables = try context.variables(in: options.envFile, beside: directory, diagnostics)
    let documents: [Node]
    do throws(YAMLError) { documents = try Parser.parse(source) } catch {
      diagnostics.report(Problem(error))
      return []
    }
    if documents.isEmpty {
      diagnostics.error(
        Mark(source: source, line: 1, column: 1), "the file is empty",
        hint: "nodectl init writes one that explains itself")
    }
    var nodes: [LoadedNode] = []
    for document in documents {
      let interpolated = Interpolator.interpolate(document, variables, diagnostics)
      guard var spec = NodeSpec.read(interpolated, diagnostics) else { continue }
      let stated = spec.k0s.version
      if let k0sVersion { spec.k0s.version = Located(k0sVersion, at: stated.mark) }
      guard let files = userFiles(of: spec, beside: directory), let runtime = runtimeFiles(of: spec, beside: directory),
        let stack = Stack(spec, userFiles: files, runtimeFiles: runtime, diagnostics)
      else { continue }
      let origin = DesiredNode.Origin(directory: directory.string, file: file.lexicallyNormalized().string)
      nodes.append(
        LoadedNode(
          spec: spec, stack: stack, document: document, statedVersion: stated, origin: origin, variables: variables))
    }
    return nodes
  }

  /// The user's template and overrides; nil, reported, where one cannot be read.
  private func userFiles(of spec: NodeSpec, beside directory: FilePath) -> [Source]? {
    var names = spec.overrides.map { ("override", $0) }
    if case .file(let name) = spec.template.value {
      names.insert(("template", Located(name, at: spec.template.mark)), at: 0)
    }
    let files = names.compactMap { role, name in
      source(name.value, beside: directory) { problem in
        diagnostics.error(name.mark, "the \(role) cannot be read: \(problem)")
      }
    }
    return files.count == names.count ? files : nil
  }

  /// The files of the user's for the runtime, by the paths that the spec has; nil, reported, where one cannot be read.
  private func runtimeFiles(of spec: NodeSpec, beside directory: FilePath) -> [String: Source]? {
    var files: [String: Source] = [:]
    for name in spec.runtime.files where files[name.value] == nil {
      files[name.value] = source(name.value, beside: directory) { problem in
        diagnostics.error(name.mark, "the file of the runtime cannot be read: \(problem)")
      }
      if files[name.value] == nil { return nil }
    }
    return files
  }

  private func source(_ name: String, beside directory: FilePath, unreadable: (FileError) -> Void) -> Source? {
    do throws(FileError) {
      let bytes = try FileReader.read(directory.pushing(FilePath(name)), limit: Source.byteLimit)
      do throws(YAMLError) { return try Source(name: name, bytes: bytes) } catch { diagnostics.report(Problem(error)) }
    } catch {
      unreadable(error)
    }
    return nil
  }

  private func checkNames(_ nodes: [LoadedNode]) {
    for (index, node) in nodes.enumerated() {
      guard let first = nodes[..<index].first(where: { $0.spec.name.value == node.spec.name.value }) else { continue }
      diagnostics.error(
        node.spec.name.mark, "there are two nodes named '\(node.spec.name.value)'",
        hint: "the other one is at \(first.spec.name.mark)")
    }
  }

  private static func select(_ wanted: [String], of nodes: [LoadedNode]) throws(Failure) -> [LoadedNode] {
    let names = nodes.map(\.spec.name.value.description)
    for name in wanted where !names.contains(name) {
      throw Failure(.usage, "error: the spec has no node '\(name)'; \(Suggestion.hint(for: name, among: names))")
    }
    return wanted.isEmpty ? nodes : nodes.filter { wanted.contains($0.spec.name.value.description) }
  }
}
