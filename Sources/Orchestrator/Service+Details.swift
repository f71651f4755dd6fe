import Compose
import Engine

extension Service {
  /// What a container was made with, as far as its engine tells of that without adding to it.
  ///
  /// Volumes have the names that they have on the engine. What is nil or empty may also be unknown.
  init(_ details: ContainerDetails) {
    self.init(name: details.name)
    image = details.configuration.image
    hostname = details.configuration.hostname
    user = details.configuration.user
    workingDirectory = details.configuration.workingDirectory
    entrypoint = details.configuration.entrypoint
    command = details.configuration.command
    for variable in details.configuration.environment {
      let halves = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      environment[String(halves[0])] = halves.count > 1 ? String(halves[1]) : ""
    }
    privileged = details.host.isPrivileged
    capAdd = details.host.addedCapabilities
    devices = details.host.devices.compactMap { try? Device("\($0.hostPath):\($0.containerPath)") }
    cgroup = CgroupMode(rawValue: details.host.cgroupNamespaceMode)
    pid = PidMode(rawValue: details.host.pidMode)
    tmpfs = Array(details.host.tmpfs.keys)
    volumes = details.mounts.compactMap(Mount.init)
    ports = details.host.portBindings.flatMap { port, bindings in bindings.compactMap { PortMapping(port, $0) } }
    restart = (details.host.restartPolicy?.name).flatMap { try? RestartPolicy($0) } ?? .no
    healthcheck = details.configuration.healthCheck.map { check in
      Healthcheck(
        test: check.test, interval: check.interval, timeout: check.timeout, startPeriod: check.startPeriod,
        startInterval: check.startInterval, retries: check.retries)
    }
  }
}

extension Mount {
  fileprivate init?(_ mount: ContainerDetails.MountPoint) {
    switch (mount.type, mount.name) {
    case ("volume", let name?): self.init(.volume(name), at: mount.destination, readOnly: !mount.isWritable)
    case ("bind", _):
      let propagation = Propagation(rawValue: mount.propagation)
      self.init(.bind(mount.source, propagation: propagation), at: mount.destination, readOnly: !mount.isWritable)
    default: return nil
    }
  }
}

extension PortMapping {
  fileprivate init?(_ port: String, _ binding: PortBinding) {
    let halves = port.split(separator: "/")
    guard let target = halves.first.flatMap({ Int($0) }) else { return nil }
    let transport = halves.count > 1 ? Transport(rawValue: String(halves[1])) ?? .tcp : .tcp
    let address = ["0.0.0.0", "::"].contains(binding.hostAddress) ? "" : binding.hostAddress
    self.init(hostIP: address, published: Int(binding.hostPort), target: target, transport: transport)
  }
}
