import Compose

extension ContainerUnit {
  /// The image, and what runs in it.
  mutating func sayProcess() {
    container.add("ContainerName", UnitText.argument(project.unitName(service.name)))
    say("Image", service.image)
    if let user = service.user { say("User", user) }
    if let directory = service.workingDirectory { say("WorkingDir", directory) }
    if service.initProcess { container.add("RunInit", "true") }
    if let entrypoint = service.entrypoint { say("Entrypoint", UnitText.list(entrypoint)) }
    if let command = service.command { say("Exec", words: command) }
    container.add("Environment", pairs: service.environment)
    container.add("Label", pairs: service.labels)
  }

  mutating func sayNetwork() {
    // On Podman a container in another's network namespace has a host name of its own.
    let owner = service.networkNamespaceOwner.flatMap(project.service)
    if let hostname = service.hostname ?? owner?.hostname { say("HostName", hostname) }
    switch service.networkMode {
    case .service(let name): container.add("Network", UnitText.argument(Self.fileName(name, in: project)))
    case .host: container.add("Network", "host")
    case .none?: container.add("Network", "none")
    case .bridge: container.add("Network", "bridge")
    case nil: for attachment in service.networks { sayNetwork(attachment) }
    }
    for port in service.ports { container.add("PublishPort", port.podmanArgument) }
    for host in service.extraHosts { say("AddHost", "\(host.key):\(host.value ?? "")") }
  }

  private mutating func sayNetwork(_ attachment: NetworkAttachment) {
    guard let network = project.networks.first(where: { $0.key == attachment.network }) else { return }
    let name = network.isExternal ? project.name(of: network) : NetworkUnit.fileName(network.key, in: project)
    let aliases = ([service.name] + attachment.aliases).map { "alias=\($0)" }
    say("Network", "\(name):\(aliases.joined(separator: ","))")
  }
}

extension PortMapping {
  /// As `podman run --publish` has it.
  fileprivate var podmanArgument: String {
    let address = hostIP.contains(":") ? "[\(hostIP)]" : hostIP
    let host = published.map(String.init) ?? ""
    let prefix = hostIP.isEmpty ? (host.isEmpty ? "" : "\(host):") : "\(address):\(host):"
    return "\(prefix)\(target)/\(transport.rawValue)"
  }
}
