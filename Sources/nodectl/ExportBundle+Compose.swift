import Compose
import Export
import NodeSpec
import Planning
import SystemPackage

extension ExportBundle {
  /// The stack as a compose file.
  ///
  /// With a directory, its configs are files there.
  func composeFile(configsIn directory: String? = nil) throws(Failure) -> String {
    let project = try project(keepingEscapes: true)
    return ComposeExport.yaml(directory.map(project.bindingConfigs) ?? project, notes: composeNotes(project))
  }

  func composeJSON() throws(Failure) -> String { ComposeExport.json(try project(keepingEscapes: true)) }

  func variables() -> String { EnvironmentExport.text(node.stack.variableTexts(inputs)) }

  /// A directory with `compose.yaml`, the variables that it leaves open and, where asked, the secrets.
  func composeDirectory(_ directory: FilePath, secrets writesSecrets: Bool) throws(Failure) -> [ExportedFile] {
    var bundle = self
    bundle.inputs.overrides["ZT_IDENTITY_FILE"] = .text("./" + Self.identityFile)
    bundle.inputs.overrides["K0S_JOIN_TOKEN_FILE"] = .text("./" + Self.tokenFile)
    let isElsewhere = directory.lexicallyNormalized() != FilePath(node.origin.directory)
    if isElsewhere { bundle.inputs.overrides["K0S_DATA_DIR"] = .text(dataDirectory) }
    let compose = try bundle.composeFile(configsIn: "./" + Self.configDirectory)
    var known = bundle.inputs
    if writesSecrets { known.secrets = try SecretsLoader(context: context).load(node) }
    var files = [ExportedFile("compose.yaml", compose)] + (try configFiles())
    let open = node.stack.variables(leftIn: compose, bundle.inputs)
    if !open.isEmpty {
      let variables = node.stack.variableTexts(known).filter { open.contains($0.name) }
      files.append(ExportedFile(".env", EnvironmentExport.text(variables), isKept: true))
    }
    return files + (known.secrets.map(secretFiles) ?? [])
  }

  private func composeNotes(_ project: Project) -> [String] {
    var notes = ["\(origin): docker compose up -d"]
    if node.spec.template.value == .classic {
      notes.append("ZT_ID_PUB, ZT_ID_SEC and K0S_JOIN_TOKEN come from a .env file beside this one.")
    } else {
      notes.append("Beside this file, mode 0600: the files that 'secrets' names.")
    }
    if !project.configs.isEmpty {
      notes.append(
        "docker compose 2.23.1 and newer know 'configs'; for podman-compose, export with -o: then none are used.")
    }
    if node.spec.k0s.nodeIP.value == .assigned, inputs.nodeIP == nil {
      notes.append("K0S_NODE_IP comes from a .env file beside this one: the address that ZeroTier assigns the node.")
    }
    if let cgroup = node.spec.hostCgroup?.path {
      notes.append("The cgroup \(cgroup) must be there before k0s is, with the controllers of the host's root.")
    }
    notes.append("The data directory must lie on a shared mount: findmnt -o TARGET,PROPAGATION -T DIRECTORY")
    return notes
  }
}
