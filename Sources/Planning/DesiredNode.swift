package import Compose
import JoinToken
package import NodeSpec
package import Ownership
import SystemPackage
package import YAML
package import ZeroTier

/// A node as it is to be on the engine.
package struct DesiredNode: Sendable {
  /// Where the spec was read from: what compose's labels say, and what relative paths start from.
  package struct Origin: Sendable, Equatable {
    /// The absolute path of the spec's directory.
    package let directory: String
    /// The absolute path of the spec.
    package let file: String

    package init(directory: String, file: String) { (self.directory, self.file) = (directory, file) }
  }

  package let spec: NodeSpec
  package let origin: Origin
  /// The project that the engine is to hold, its paths absolute.
  ///
  /// Without a ``nodeIP``, the services in ``awaitingAddress`` are not final.
  package private(set) var project: Project
  /// The services that the node's address is part of, where ZeroTier assigns it.
  package private(set) var madeWithAddress: Set<String>
  /// What there was of each service, where this is the node as an upgrade found it.
  private(set) var previous: [UpgradeRecord.Container] = []
  /// What the host's kernel settings were before its first kubelet, where `down` is to put them back.
  package var sysctlsBefore: HostSysctls?
  /// The contents of the project's secrets, by their keys.
  private let secrets: [String: [UInt8]]
  private let stack: Stack
  private var inputs: Stack.Inputs

  /// Makes the project of a stack; `secrets` holds the contents of its secrets by their keys.
  package init(
    stack: Stack, inputs: Stack.Inputs, secrets: [String: [UInt8]], origin: Origin, _ diagnostics: Diagnostics
  ) {
    spec = stack.spec
    var inputs = inputs
    inputs.setDataDirectory(of: spec, beside: origin)
    (self.stack, self.inputs, self.secrets, self.origin) = (stack, inputs, secrets, origin)
    project = Self.project(of: stack, inputs, at: origin, diagnostics)
    let directory = Self.dataDirectory(of: spec, at: origin)
    if SystemDirectory.contains(directory) {
      diagnostics.error(
        spec.dataDirectory.mark, "\(directory) is a directory of the system's, with others' mounts below it",
        hint: "give the node a directory of its own, such as \(project.name)-data in it")
    }
    madeWithAddress = stack.spec.k0s.nodeIP.value == .assigned ? stack.servicesMadeWithAddress(inputs) : []
  }

  /// The services that cannot be made before the node's address is known.
  package var awaitingAddress: Set<String> { inputs.nodeIP == nil ? madeWithAddress : [] }

  package var name: String { project.name }

  package var hostPort: Int { inputs.hostPort }

  /// The absolute path of the directory that becomes `/var/lib/k0s`.
  package var dataDirectory: String { Self.dataDirectory(of: spec, at: origin) }

  /// The absolute path of a spec's data directory.
  package static func dataDirectory(of spec: NodeSpec, at origin: Origin) -> String {
    FilePath(origin.directory).pushing(FilePath(spec.dataDirectory.value)).lexicallyNormalized().string
  }

  /// The node's ZeroTier identity; nil where it was left open.
  package var identity: Identity? { inputs.secrets?.identity }

  /// The address of the node's ZeroTier identity.
  package var zerotierAddress: String { identity?.address.description ?? "" }

  /// The service that runs ZeroTier: the one in whose network namespace the others are.
  package var zerotierService: String? {
    project.services.lazy.compactMap(\.networkNamespaceOwner).first
  }

  /// The address that the node is made with, where it is known.
  package var nodeIP: IPv4Address? {
    if case .literal(let address) = spec.k0s.nodeIP.value { address } else { inputs.nodeIP }
  }

  /// The same node with what has become known since.
  package func with(
    nodeIP: IPv4Address?, hostPort: Int? = nil, capacity: HostCapacity? = nil
  ) -> DesiredNode {
    var node = self
    node.inputs.nodeIP = nodeIP
    node.inputs.hostPort = hostPort ?? inputs.hostPort
    node.inputs.capacity = capacity ?? inputs.capacity
    // Whatever there is to report was reported when this node was made.
    node.project = Self.project(of: stack, node.inputs, at: origin, Diagnostics())
    return previous.isEmpty ? node : node.reverted(services: project.services, as: previous)
  }

  private static func project(
    of stack: Stack, _ inputs: Stack.Inputs, at origin: Origin, _ diagnostics: Diagnostics
  ) -> Project {
    stack.project(inputs, diagnostics).resolvingPaths(in: origin.directory)
  }

  /// The same node with services as they were, down to the labels of their containers.
  func reverted(services: [Service], as previous: [UpgradeRecord.Container]) -> DesiredNode {
    var node = self
    (node.project.services, node.previous) = (services, previous)
    node.madeWithAddress = []  // the address is in what they were made with
    return node
  }

  func previous(of service: Service) -> UpgradeRecord.Container? { previous.first { $0.service == service.name } }

  /// The hash that tells whether a container is this service's.
  package func configHash(of service: Service) -> String {
    if let hash = previous(of: service)?.labels[Label.configHash] { return hash }
    let configs = project.configs.map { ($0.key, Array($0.content.utf8)) }
    return ConfigHash.of(
      service, secrets: secrets.mapValues(fingerprint),
      configs: Dictionary(configs) { $1 }.mapValues(fingerprint))
  }

  private func fingerprint(_ content: [UInt8]) -> Fingerprint { Fingerprint(of: content, project: name) }

  /// The service for people and labels, every secret in it replaced by its fingerprint, and those of its files told.
  package func description(of service: Service) -> Value {
    if let made = previous(of: service)?.description { return made }
    var service = service
    service.dependsOn = []
    var fields = service.rendered.entries
    for (kind, grants, content) in [
      ("secret", service.secrets, secret), ("config", service.configs, config),
    ] where !grants.isEmpty {
      let granted = grants.map { Value.Entry($0.source, .string(fingerprint(content($0)).description)) }
      fields.append(Value.Entry(kind, .mapping(granted)))
    }
    return Value.mapping(fields).replacing(concealedTexts)
  }

  /// What of a service differs from a container that nodectl did not make, secrets as in ``description(of:)``.
  func changes(from foreign: Service, to service: Service) -> [FieldChange] {
    FieldChange.between(foreign: foreign, service, of: project).map { change in
      let (old, new) = (change.old?.replacing(concealedTexts), change.new?.replacing(concealedTexts))
      // Where a secret is to be there was one, maybe another; and an argument that goes may be one that is not known.
      guard case .string(let text)? = old,
        new != change.new || (change.field == "command" && Redaction.redact(text) != text)
      else { return FieldChange(field: change.field, old: old, new: new) }
      return FieldChange(field: change.field, old: .string(shown(text)), new: new)
    }
  }

  /// What shows every secret of the node by its fingerprint, wherever it is in a text: a log may hold one.
  package var concealment: Concealment {
    var concealment = Concealment()
    for (key, content) in secrets where key != Stack.identitySecret && key != Stack.tokenSecret {
      concealment.add(content, shownAs: "\(Fingerprint(of: content, project: name))")
    }
    guard let known = inputs.secrets else { return concealment }
    for text in [known.identity.secretText, known.joinToken] {
      // Of an identity the last field alone is secret.
      let secret = text.split(separator: ":").last ?? ""
      concealment.add(secret.utf8, shownAs: "\(Fingerprint(of: Array(text.utf8), project: name))")
    }
    if let token = JoinToken.bootstrapToken(in: known.joinToken) {
      concealment.add(token.utf8, shownAs: "bootstrap token")
    }
    return concealment
  }

  /// The files that are put into a service's container before it starts.
  package func files(of service: Service) -> [ContainerFile] {
    service.secrets.map { ContainerFile($0, secret($0), mode: 0o600) }
      + service.configs.map { ContainerFile($0, config($0), mode: 0o644) }
  }

  private func secret(_ grant: FileGrant) -> [UInt8] { secrets[grant.source] ?? [] }

  private func config(_ grant: FileGrant) -> [UInt8] {
    Array((project.configs.first { $0.key == grant.source }?.content ?? "").utf8)
  }

  /// Secrets that a template may have put into the project itself, as the classic one does.
  private var concealedTexts: [(text: String, shown: String)] {
    guard let secrets = inputs.secrets else { return [] }
    return [secrets.identity.secretText, secrets.joinToken].map { ($0, shown($0)) }
  }

  /// A text with the secrets in the place of what stands for them, as far as they are still those.
  func revealed(_ text: String) -> String {
    concealedTexts.reduce(text) { $0.replacing($1.shown, with: $1.text) }
  }

  /// What tells the contents of a service's files, by their keys.
  func fingerprints(of service: Service) -> [String: Fingerprint] {
    let files = service.secrets.map { ($0.source, secret($0)) } + service.configs.map { ($0.source, config($0)) }
    return Dictionary(files) { first, _ in first }.mapValues(fingerprint)
  }

  /// What stands for the token where a template has put that into the project itself.
  var concealedToken: String? { (inputs.secrets?.joinToken).map(shown) }

  private func shown(_ secret: String) -> String { "<\(Fingerprint(of: Array(secret.utf8), project: name))>" }
}
