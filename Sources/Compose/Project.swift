package import NodeSpec
package import YAML

/// A compose file: the services of one stack, and what they share.
package struct Project: Sendable, Equatable {
  package let name: String
  /// In the order of the file.
  package var services: [Service]
  package var networks: [Network]
  package var volumes: [Volume]
  package var secrets: [Secret]
  package var configs: [Config]

  package init(
    name: String, services: [Service] = [], networks: [Network] = [], volumes: [Volume] = [], secrets: [Secret] = [],
    configs: [Config] = []
  ) {
    (self.name, self.services, self.networks) = (name, services, networks)
    (self.volumes, self.secrets, self.configs) = (volumes, secrets, configs)
  }

  package func service(_ name: String) -> Service? { services.first { $0.name == name } }

  /// The name that a volume has on the engine.
  package func name(of volume: Volume) -> String {
    volume.givenName ?? (volume.isExternal ? volume.key : "\(name)_\(volume.key)")
  }

  /// The name that a network has on the engine.
  package func name(of network: Network) -> String {
    network.givenName ?? (network.isExternal ? network.key : "\(name)_\(network.key)")
  }

  /// The name that the container of a service has on the engine.
  package func containerName(of service: Service) -> String { "\(name)-\(service.name)-1" }
}

extension Project {
  /// Reads a merged and interpolated compose file, and reports whatever is wrong with it.
  package static func read(_ document: Node, name: String, _ diagnostics: Diagnostics) -> Project {
    var fields = MappingReader(document, diagnostics)
    _ = fields.optional("name")  // the node's name is the project's
    _ = fields.optional("version")  // obsolete, and meaningless to compose itself
    let services = fields.required("services", hint: "a compose file has 'services'")
    let networks = fields.optional("networks")
    let volumes = fields.optional("volumes")
    let secrets = fields.optional("secrets")
    let configs = fields.optional("configs")
    fields.reportUnknownKeys(allowingExtensions: true)
    var project = Project(
      name: name, services: (services?.entries(diagnostics) ?? []).map { Service($0, diagnostics) },
      networks: (networks?.entries(diagnostics) ?? []).map { Network($0, diagnostics) },
      volumes: (volumes?.entries(diagnostics) ?? []).map { Volume($0, diagnostics) },
      secrets: (secrets?.entries(diagnostics) ?? []).compactMap { Secret.read($0, diagnostics) },
      configs: (configs?.entries(diagnostics) ?? []).compactMap { Config.read($0, diagnostics) })
    project.normalise()
    ProjectRules(project: project, document: document).check(diagnostics)
    return project
  }

  /// Adds what compose implies: the default network, and the dependency on the service whose network is shared.
  private mutating func normalise() {
    for index in services.indices {
      if services[index].networkMode == nil, services[index].networks.isEmpty {
        services[index].networks = [NetworkAttachment(to: "default")]
      }
      if let owner = services[index].networkNamespaceOwner,
        !services[index].dependsOn.contains(where: { $0.service == owner })
      {
        services[index].dependsOn.append(Dependency(on: owner, .started, restart: true))
      }
    }
    let used = services.flatMap(\.networks).map(\.network)
    if used.contains("default"), !networks.contains(where: { $0.key == "default" }) {
      networks.append(Network(key: "default"))
    }
    networks.removeAll { !used.contains($0.key) }
  }

  /// The file as compose reads it, keys in a fixed order.
  package var rendered: Value {
    var fields = FieldWriter()
    fields["name"] = .string(name)
    fields["services"] = .mapping(services.map { Value.Entry($0.name, $0.rendered) })
    if !networks.isEmpty { fields["networks"] = .mapping(networks.map { Value.Entry($0.key, $0.rendered) }) }
    if !volumes.isEmpty { fields["volumes"] = .mapping(volumes.map { Value.Entry($0.key, $0.rendered) }) }
    if !secrets.isEmpty { fields["secrets"] = .mapping(secrets.map { Value.Entry($0.key, $0.rendered) }) }
    if !configs.isEmpty { fields["configs"] = .mapping(configs.map { Value.Entry($0.key, $0.rendered) }) }
    return fields.mapping
  }
}
