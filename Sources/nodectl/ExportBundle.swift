import Compose
import Export
import Host
import NodeSpec
import Planning
import SystemPackage
import ZeroTier

/// What `export` writes of one node.
struct ExportBundle {
  private static let identityFile = "identity.secret"
  private static let tokenFile = "join-token"

  private let node: LoadedNode
  private let context: Context
  private var inputs: Stack.Inputs

  /// `address` is the one that ZeroTier has assigned, where that is known.
  init(_ node: LoadedNode, address: IPv4Address?, _ context: Context) {
    (self.node, self.context) = (node, context)
    let port =
      if case .fixed(let port) = node.spec.zerotier.hostPort.value { port } else {
        ZeroTierSection.HostPort.firstAutomatic
      }
    inputs = Stack.Inputs(nodeIP: address, hostPort: port)
    inputs.environment = node.variables
  }

  /// The one file of a format, for standard output.
  func text(_ format: ExportCommand.Format) throws(Failure) -> String {
    switch format {
    case .compose: ComposeExport.yaml(try project(), notes: notes)
    case .json: ComposeExport.json(try project())
    case .env: EnvironmentExport.text(node.stack.variableTexts(inputs))
    }
  }

  /// Writes `compose.yaml`, the variables that it leaves open and, where asked, the secrets.
  func write(to directory: FilePath, secrets writesSecrets: Bool) throws {
    var bundle = self
    bundle.inputs.overrides = Variables(texts: [
      "ZT_IDENTITY_FILE": "./" + Self.identityFile, "K0S_JOIN_TOKEN_FILE": "./" + Self.tokenFile,
    ])
    let isElsewhere = directory.lexicallyNormalized() != FilePath(node.origin.directory)
    if isElsewhere { bundle.inputs.overrides["K0S_DATA_DIR"] = .text(dataDirectory) }
    let compose = try bundle.text(.compose)
    var known = bundle.inputs
    if writesSecrets { known.secrets = try SecretsLoader(context: context).load(node) }
    let open = node.stack.variables(leftIn: compose, bundle.inputs)
    do throws(FileError) {
      try SecretFileWriter.write(Array(compose.utf8), to: directory.appending("compose.yaml"))
      if !open.isEmpty {
        let variables = node.stack.variableTexts(known).filter { open.contains($0.name) }
        try writeNew(EnvironmentExport.text(variables), to: directory.appending(".env"))
      }
      if let secrets = known.secrets {
        try writeNew("\(secrets.identity.secretText)\n", to: directory.appending(Self.identityFile))
        try writeNew("\(secrets.joinToken)\n", to: directory.appending(Self.tokenFile))
      }
    } catch {
      throw Failure(.failed, "error: \(error)")
    }
    context.errors.print("wrote \(directory)")
  }

  /// Writes a file that users fill in or cannot make again: one that is there is theirs.
  private func writeNew(_ text: String, to path: FilePath) throws(FileError) {
    guard LocalHost.resolve(path.string) == nil else {
      context.errors.print("kept \(path), which is there already")
      return
    }
    try SecretFileWriter.write(Array(text.utf8), to: path)
  }

  private func project() throws(Failure) -> Project {
    let diagnostics = Diagnostics()
    let project = node.stack.project(inputs, keepingEscapes: true, diagnostics)
    guard !diagnostics.hasErrors else { throw Failure(diagnostics.problems) }
    return project
  }

  private var dataDirectory: String {
    FilePath(node.origin.directory).pushing(FilePath(node.spec.dataDirectory.value)).lexicallyNormalized().string
  }

  private var notes: [String] {
    var notes = ["Made by nodectl \(NodectlVersion.current) for the node \(node.spec.name.value): docker compose up -d"]
    if node.spec.template.value == .classic {
      notes.append("ZT_ID_PUB, ZT_ID_SEC and K0S_JOIN_TOKEN come from a .env file beside this one.")
    } else {
      notes.append("Beside this file, mode 0600: the files that 'secrets' names.")
    }
    if node.spec.k0s.nodeIP.value == .assigned, inputs.nodeIP == nil {
      notes.append("K0S_NODE_IP comes from a .env file beside this one: the address that ZeroTier assigns the node.")
    }
    notes.append("The data directory must lie on a shared mount: findmnt -o TARGET,PROPAGATION -T DIRECTORY")
    return notes
  }
}
