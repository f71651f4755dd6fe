import Compose
import Export
import NodeSpec
import Planning
import SystemPackage

extension ExportBundle {
  /// A directory with Quadlet's units and, where asked, the secrets that they bind.
  func quadletDirectory(_ directory: FilePath, secrets writesSecrets: Bool) throws(Failure) -> [ExportedFile] {
    if let cgroup = node.spec.hostCgroup {
      throw Failure(
        .failed,
        "error: \(name): \(cgroup.setting) needs a cgroup that nodectl makes before the kubelet starts; use --format"
          + " systemd, or \(cgroup.alternative)")
    }
    var bundle = self
    bundle.inputs.overrides = Variables(texts: [
      "ZT_IDENTITY_FILE": directory.appending(Self.identityFile).string,
      "K0S_JOIN_TOKEN_FILE": directory.appending(Self.tokenFile).string,
    ])
    try bundle.closeVariables()
    var project = try bundle.project(keepingEscapes: false).resolvingPaths(in: node.origin.directory)
    project.makeSecretsRelative(to: directory)
    project = project.bindingConfigs(in: "./" + Self.configDirectory)
    let units: [UnitFile]
    do throws(QuadletError) {
      units = try QuadletExport.units(of: project, notes: [origin + "."])
    } catch {
      throw Failure(.failed, "error: \(name): \(error)")
    }
    let files = units.map { ExportedFile($0.name, $0.text) } + (try configFiles())
    return files + (writesSecrets ? secretFiles(try SecretsLoader(context: context).load(node)) : [])
  }

  /// How the units are put to work.
  func quadletSteps(_ directory: FilePath, secrets areWritten: Bool) throws(Failure) -> String {
    let project = try project(keepingEscapes: true)
    let units = project.servicesInStartOrder.map { QuadletExport.systemdUnit(of: $0, in: project) }
    let home = FilePath("/etc/containers/systemd")
    var steps = ["systemctl daemon-reload", "systemctl start \(units.joined(separator: " "))"]
    if !directory.starts(with: home) { steps.insert("mv \(directory) \(home.appending(name))", at: 0) }
    let secrets = areWritten ? "" : "put \(Self.identityFile) and \(Self.tokenFile) there, mode 0600, and "
    return "next: \(secrets)\(steps.joined(separator: " && "))"
  }

  /// Gives every variable that the node leaves open the value that it has in the environment: units have no `.env`.
  private mutating func closeVariables() throws(Failure) {
    var missing: [String] = []
    for name in node.stack.variables(leftIn: try composeFile(), inputs) {
      guard !Stack.secretVariables.contains(name) else {
        throw Failure(
          .failed,
          "error: \(self.name): the template has the secret \(name) in an argument or a variable, which 'systemctl cat'"
            + " shows to everyone; use one that has it as a file, such as crio-krun")
      }
      if let value = node.variables[name] { inputs.overrides[name] = value } else { missing.append(name) }
    }
    guard missing.isEmpty else {
      throw Failure(
        .failed,
        "error: \(name): \(missing.joined(separator: " and ")) must have a value, for units leave nothing open; set it in"
          + " \(FilePath(node.origin.directory).appending(".env")) (the address of a node that is up is found by itself)"
      )
    }
  }
}

extension Project {
  /// Names the secrets' files in a directory as seen from it, so that it can be moved.
  fileprivate mutating func makeSecretsRelative(to directory: FilePath) {
    for index in secrets.indices {
      guard case .file(let path) = secrets[index].source else { continue }
      var file = FilePath(path)
      if file.removePrefix(directory) { secrets[index].source = .file("./\(file)") }
    }
  }
}
