import Compose
import Engine
import NodeSpec
import Planning

extension ContainerConfiguration {
  /// The container of a service.
  ///
  /// `owner` is the id of the container in whose network namespace it will be, where the service shares one.
  init(_ service: Service, of node: DesiredNode, owner: String?, _ capabilities: Capabilities) {
    self.init(image: service.image)
    hostname = service.hostname
    if let name = service.networkNamespaceOwner, capabilities.acceptsHostnameInSharedNetworkNamespace {
      hostname = node.project.service(name)?.hostname
    }
    user = service.user
    workingDirectory = service.workingDirectory
    entrypoint = service.entrypoint
    command = service.command
    environment = service.environment.map { "\($0.key)=\($0.value ?? "")" }
    labels = node.labels(of: service)
    healthCheck = service.healthcheck.map { check in
      HealthCheck(
        test: check.test ?? [], interval: check.interval, timeout: check.timeout, startPeriod: check.startPeriod,
        startInterval: check.startInterval, retries: check.retries)
    }
    stopSignal = service.stopSignal
    stopTimeout = service.stopGracePeriod.map { Int($0.components.seconds) }
    for port in service.ports { exposedPorts["\(port.target)/\(port.transport.rawValue)"] = EmptyObject() }
    host = HostConfiguration(service, of: node, owner: owner)
    if service.networkMode == nil {
      let endpoint = NetworkEndpoint(aliases: [node.project.containerName(of: service), service.name])
      let attachments = service.networks.map { attachment in
        var endpoint = endpoint
        endpoint.aliases += attachment.aliases
        return (node.project.engineName(ofNetwork: attachment.network), endpoint)
      }
      networking = NetworkingConfiguration(endpoints: Dictionary(attachments) { first, _ in first })
    }
  }
}

extension HostConfiguration {
  fileprivate init(_ service: Service, of node: DesiredNode, owner: String?) {
    self.init()
    switch service.networkMode {
    case .service: networkMode = owner.map { "container:\($0)" }
    case .host: networkMode = "host"
    case .none?: networkMode = "none"
    case .bridge: networkMode = "bridge"
    case nil: networkMode = service.networks.first.map { node.project.engineName(ofNetwork: $0.network) }
    }
    pidMode = service.pid?.rawValue
    cgroupNamespaceMode = service.cgroup?.rawValue
    isPrivileged = service.privileged
    hasInit = service.initProcess ? true : nil
    isRootReadOnly = service.readOnly ? true : nil
    addedCapabilities = service.capAdd
    droppedCapabilities = service.capDrop
    securityOptions = service.securityOptions
    sysctls = service.sysctls.reduce(into: [:]) { $0[$1.key] = $1.value ?? "" }
    ulimits = service.ulimits.map { .init(name: $0.name, soft: Int64($0.soft), hard: Int64($0.hard)) }
    devices = service.devices.map { .init(hostPath: $0.source, containerPath: $0.target, permissions: $0.permissions) }
    binds = service.volumes.map { $0.bind(in: node.project) }
    tmpfs = service.tmpfs.reduce(into: [:]) { options, entry in
      let parts = entry.split(separator: ":", maxSplits: 1)
      options[String(parts.first ?? "")] = parts.count > 1 ? String(parts[1]) : ""
    }
    for port in service.ports {
      portBindings["\(port.target)/\(port.transport.rawValue)", default: []].append(
        PortBinding(hostAddress: port.hostIP, hostPort: port.published.map(String.init) ?? ""))
    }
    extraHosts = service.extraHosts.map { "\($0.key):\($0.value ?? "")" }
    restartPolicy = .init(name: service.restart.name, maximumRetryCount: service.restart.limit)
    log = service.logging.map { logging in
      LogConfiguration(
        driver: logging.driver ?? "", options: logging.options.reduce(into: [:]) { $0[$1.key] = $1.value })
    }
    memory = service.memoryLimit.map(Int64.init)
    nanoCPUs = service.cpus.map { Int64($0 * 1e9) }
    pidsLimit = service.pidsLimit.map(Int64.init)
  }
}

extension Compose.Project {
  /// The name on the engine of a network that a service is on.
  fileprivate func engineName(ofNetwork key: String) -> String {
    networks.first { $0.key == key }.map(name(of:)) ?? key
  }
}

extension Mount {
  /// As engines take it: the one form that Docker and Podman understand alike, propagation included.
  fileprivate func bind(in project: Compose.Project) -> String {
    var options = readOnly ? ["ro"] : []
    if noCopy { options.append("nocopy") }
    switch source {
    case .volume(let key):
      let name = project.volumes.first { $0.key == key }.map(project.name(of:)) ?? key
      return ([name, target] + (options.isEmpty ? [] : [options.joined(separator: ",")])).joined(separator: ":")
    case .bind(let path, let propagation):
      if let propagation { options.append(propagation.rawValue) }
      return ([path, target] + (options.isEmpty ? [] : [options.joined(separator: ",")])).joined(separator: ":")
    }
  }
}
