import Compose
import Export
import Host
import NodeSpec
import Planning
import SystemPackage
import ZeroTier

/// What `export` writes of one node.
struct ExportBundle {
  static let identityFile = "identity.secret"
  static let tokenFile = "join-token"
  /// Where the project's configs are files, below the directory of an export.
  static let configDirectory = "config"

  let node: LoadedNode
  let context: Context
  var inputs: Stack.Inputs

  /// `address` is the one that ZeroTier has assigned, where that is known.
  init(_ node: LoadedNode, address: IPv4Address?, _ context: Context) {
    (self.node, self.context) = (node, context)
    let port =
      if case .fixed(let port) = node.spec.zerotier.hostPort.value { port } else {
        ZeroTierSection.HostPort.firstAutomatic
      }
    inputs = Stack.Inputs(nodeIP: address, hostPort: port)
    inputs.environment = node.variables
    inputs.setDataDirectory(of: node.spec, beside: node.origin)
  }

  var name: String { node.spec.name.value.description }

  /// The first comment in whatever is written.
  var origin: String { "Made by nodectl \(NodectlVersion.current) for the node \(name)" }

  var dataDirectory: String {
    FilePath(node.origin.directory).pushing(FilePath(node.spec.dataDirectory.value)).lexicallyNormalized().string
  }

  /// `keepingEscapes` is for texts that are interpolated again, such as a compose file.
  func project(keepingEscapes: Bool) throws(Failure) -> Project {
    let diagnostics = Diagnostics()
    let project = node.stack.project(inputs, keepingEscapes: keepingEscapes, diagnostics)
    guard !diagnostics.hasErrors else { throw Failure(diagnostics.problems) }
    return project
  }

  /// The secrets as the files that an exported stack has beside it.
  func secretFiles(_ secrets: NodeSecrets) -> [ExportedFile] {
    [
      ExportedFile(Self.identityFile, "\(secrets.identity.secretText)\n", isKept: true),
      ExportedFile(Self.tokenFile, "\(secrets.joinToken)\n", isKept: true),
    ]
  }

  /// The project's configs as the files that an exported stack has beside it.
  func configFiles() throws(Failure) -> [ExportedFile] {
    try project(keepingEscapes: false).configs.map { ExportedFile("\(Self.configDirectory)/\($0.key)", $0.content) }
  }

  /// Writes files, for their owner only.
  func write(_ files: [ExportedFile], to directory: FilePath) throws(Failure) {
    do throws(FileError) {
      for file in files {
        let path = directory.appending(file.name)
        guard !file.isKept || LocalHost.resolve(path.string) == nil else {
          context.errors.print("kept \(path), which is there already")
          continue
        }
        try SecretFileWriter.write(Array(file.text.utf8), to: path)
      }
    } catch {
      throw Failure(.failed, "error: \(error)")
    }
    context.errors.print("wrote \(directory)")
  }
}
