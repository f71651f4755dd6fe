import Compose
import Engine
import Export
import Host
import NodeSpec
import Planning
import SystemPackage

/// systemd's units of one node, and how they are put to work.
struct SystemdUnits {
  private let service: UnitFile
  private let mount: UnitFile
  /// What the service and the first `up` have to agree on.
  private let arguments: [String]

  /// `engine` is the one of the command line, which wins over the spec's.
  init(_ bundle: ExportBundle, _ specs: SpecOptions, engine: String?) throws(Failure) {
    let node = bundle.node
    guard FilePath(node.origin.file).lastComponent != "-" else {
      throw Failure(.usage, "error: the unit reads the spec at every start; name its file with -f")
    }
    guard case .product(let product)? = try? EngineSelector(engine ?? node.spec.engine.value) else {
      throw Failure(
        .usage,
        "error: \(bundle.name): the unit waits for the engine's own: name it with --engine docker or --engine podman")
    }
    let variables = specs.files.envFile.map { bundle.context.workingDirectory.pushing(FilePath($0)).string }
    arguments =
      ["-f", node.origin.file] + (variables.map { ["--env-file", $0] } ?? [])
      + ["--engine", product.rawValue, bundle.name]
    let export = SystemdExport(
      node: bundle.name, engine: product == .docker ? .docker : .podman, specDirectory: node.origin.directory,
      dataDirectory: bundle.dataDirectory, notes: [bundle.origin + "."])
    service = export.service(running: [LocalHost.executable, "supervise"] + arguments)
    mount = export.mount
  }

  var files: [ExportedFile] { [service, mount].map { ExportedFile($0.name, $0.text) } }

  /// What is left to do once they are written to a directory: the mount has to be there before the node.
  func steps(_ directory: FilePath) -> String {
    let home = FilePath("/etc/systemd/system")
    var steps = [
      ["systemctl", "daemon-reload"], ["systemctl", "start", mount.name], ["nodectl", "up"] + arguments,
      ["systemctl", "enable", "--now", service.name],
    ]
    if directory != home {
      steps.insert(
        ["install", "-m", "644", "-t", home.string] + files.map { directory.appending($0.name).string }, at: 0)
    }
    return "next:" + steps.map { "\n  " + $0.map(ShellWords.quoted).joined(separator: " ") }.joined()
  }
}
