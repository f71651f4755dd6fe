import Engine
import Export
import Host
import NodeSpec
import Planning
import SystemPackage

extension ExportBundle {
  /// systemd's units: `nodectl supervise`, and the mount of the data directory.
  func systemdUnits(_ options: SpecOptions, engine specified: String?) throws(Failure) -> [ExportedFile] {
    guard FilePath(node.origin.file).lastComponent != "-" else {
      throw Failure(.usage, "error: the unit reads the spec at every start; name its file with -f")
    }
    let engine = try engine(specified ?? node.spec.engine.value)
    let export = SystemdExport(
      node: name, engine: engine == .docker ? .docker : .podman, specDirectory: node.origin.directory,
      dataDirectory: dataDirectory, notes: [origin + "."])
    var command = [LocalHost.executable, "supervise", "-f", node.origin.file]
    if let file = options.envFile {
      command += ["--env-file", context.workingDirectory.pushing(FilePath(file)).string]
    }
    command += ["--engine", engine.rawValue, name]
    return [export.service(running: command), export.mount].map { ExportedFile($0.name, $0.text) }
  }

  /// How the units are put to work: the mount has to be there before the node.
  func systemdSteps(_ directory: FilePath, _ files: [ExportedFile]) -> String {
    let home = FilePath("/etc/systemd/system")
    let mounts = files.map(\.name).filter { $0.hasSuffix(".mount") }
    var steps = [
      "systemctl daemon-reload", "systemctl start \(quote(mounts))", "nodectl up -f \(node.origin.file) \(name)",
      "systemctl enable --now nodectl-\(name).service",
    ]
    if directory != home {
      steps.insert("install -m 644 -t \(home) \(quote(files.map { directory.appending($0.name).string }))", at: 0)
    }
    return "next:" + steps.map { "\n  \($0)" }.joined()
  }

  /// For a shell: units' names have backslashes.
  private func quote(_ words: [String]) -> String { words.map { "'\($0)'" }.joined(separator: " ") }

  private func engine(_ text: String) throws(Failure) -> Product {
    guard case .product(let product)? = try? EngineSelector(text) else {
      throw Failure(
        .usage, "error: \(name): the unit waits for the engine's own: name it with --engine docker or --engine podman")
    }
    return product
  }
}
