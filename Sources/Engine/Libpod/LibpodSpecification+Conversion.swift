extension LibpodSpecification {
  init(_ name: String, _ configuration: ContainerConfiguration) throws(Inexpressible) {
    self.name = name
    image = configuration.image
    hostname = configuration.hostname
    user = configuration.user
    workDir = configuration.workingDirectory
    entrypoint = configuration.entrypoint
    command = configuration.command
    for variable in configuration.environment {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      env[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    labels = configuration.labels
    healthConfig = configuration.healthCheck.map(Self.withDefaults)
    if let signal = configuration.stopSignal { stopSignal = try Self.number(ofSignal: signal) }
    stopTimeout = configuration.stopTimeout
    terminal = configuration.tty
    for port in configuration.exposedPorts.keys.sorted() {
      let (number, transport) = try Self.port(port)
      expose["\(number)"] = expose["\(number)"].map { "\($0),\(transport)" } ?? transport
    }
    try takeNetworks(configuration)
    try takeStorage(configuration.host)
    try takeSecurity(configuration.host)
    try takeRest(configuration.host)
  }

  private mutating func takeNetworks(_ configuration: ContainerConfiguration) throws(Inexpressible) {
    let mode = configuration.host.networkMode ?? ""
    if mode == "host" || mode == "none" || mode.hasPrefix("container:") {
      netns = try Namespace(mode: mode)
    } else {
      netns = Namespace(nsmode: "bridge")
      if !["", "default", "bridge"].contains(mode) { networks[mode] = Network() }
      for (name, endpoint) in configuration.networking?.endpoints ?? [:] {
        let addresses = [endpoint.address?.v4, endpoint.address?.v6].compactMap { $0 }
        networks[name] = Network(aliases: endpoint.aliases, addresses: addresses)
      }
    }
    for (port, bindings) in configuration.host.portBindings.sorted(by: { $0.key < $1.key }) {
      let (number, transport) = try Self.port(port)
      for binding in bindings {
        guard let hostPort = binding.hostPort.isEmpty ? 0 : UInt16(binding.hostPort) else {
          throw Inexpressible(detail: "'\(binding.hostPort)' is not one port of the host")
        }
        portMappings.append(
          PortMapping(
            hostAddress: binding.hostAddress, hostPort: hostPort, containerPort: number, transport: transport))
      }
    }
    hostAdd = configuration.host.extraHosts
  }

  private mutating func takeStorage(_ host: HostConfiguration) throws(Inexpressible) {
    for bind in host.binds {
      let parts = bind.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 || parts.count == 3 else { throw Inexpressible(detail: "the mount '\(bind)'") }
      let options = parts.count == 3 ? parts[2].split(separator: ",").map(String.init) : []
      if parts[0].hasPrefix("/") {
        mounts.append(Mount(destination: parts[1], type: "bind", source: parts[0], options: options))
      } else {
        volumes.append(NamedVolume(name: parts[0], destination: parts[1], options: options))
      }
    }
    for (path, options) in host.tmpfs.sorted(by: { $0.key < $1.key }) {
      let options = options.split(separator: ",").map(String.init)
      mounts.append(Mount(destination: path, type: "tmpfs", source: "tmpfs", options: options))
    }
    readOnlyFilesystem = host.isRootReadOnly
    readWriteTmpfs = host.isRootReadOnly
    devices = host.devices.map { Device(path: "\($0.hostPath):\($0.containerPath):\($0.permissions)") }
    // Those by other drivers were refused before.
    for request in host.deviceRequests { devices += request.identifiers.map { Device(path: $0) } }
  }

  private mutating func takeSecurity(_ host: HostConfiguration) throws(Inexpressible) {
    pidns = try host.pidMode.map(Namespace.init)
    ipcns = try host.ipcMode.map(Namespace.init)
    cgroupns = try host.cgroupNamespaceMode.map(Namespace.init)
    privileged = host.isPrivileged
    capAdd = host.addedCapabilities
    capDrop = host.droppedCapabilities
    for option in host.securityOptions {
      let parts = option.split(maxSplits: 1) { $0 == "=" || $0 == ":" }.map(String.init)
      switch (parts.first, parts.count > 1 ? parts[1] : nil) {
      case ("no-new-privileges", let value): noNewPrivileges = value != "false"
      case ("label", let value?): selinuxOptions.append(value)
      case ("apparmor", let value?): apparmorProfile = value
      case ("seccomp", let value?): seccompProfilePath = value
      default: throw Inexpressible(detail: "the security option '\(option)'")
      }
    }
  }

  private mutating func takeRest(_ host: HostConfiguration) throws(Inexpressible) {
    annotations = host.annotations
    sysctl = host.sysctls
    rlimits = host.ulimits.map { Rlimit(type: $0.name, soft: $0.soft, hard: $0.hard) }
    initialises = host.hasInit
    remove = host.isRemovedAtEnd
    if let policy = host.restartPolicy, !policy.name.isEmpty {
      restartPolicy = policy.name
      if policy.name == "on-failure" { restartTries = policy.maximumRetryCount }
    }
    if var options = host.log?.options {
      let size = try options.removeValue(forKey: "max-size").map(Self.bytes)
      log = Log(driver: host.log?.driver ?? "", size: size, options: options)
    }
    if host.memory != nil || host.nanoCPUs != nil || host.pidsLimit != nil {
      resourceLimits = Resources(
        cpu: host.nanoCPUs.map { Resources.CPU(quota: $0 / 10_000) }, memory: host.memory.map(Resources.Limit.init),
        pids: host.pidsLimit.map(Resources.Limit.init))
    }
  }
}
