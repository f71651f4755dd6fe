import Images
import Compose
import Doctor
import Engine
import HTTP
import NodeSpec
import Planning
import SystemPackage
import ZeroTier

/// Does the steps that make a node, one call each, and the waits between them.
struct CreationSteps: Sendable {
  let engine: Engine
  let desired: DesiredNode
  let host: any EngineHost
  /// How long a container may take to become healthy.
  let timeout: Duration
  let progress: ProgressSink

  /// Does an operation that makes something, or waits for it; nil for any other.
  func perform(_ step: Step, _ bindings: Bindings) async throws -> StepOutcome? {
    switch step.operation {
    case .pullImage(let reference, _): return try await pull(reference, step)
    case .createNetwork(let key): return try await createNetwork(key)
    case .createVolume(let key): return try await createVolume(key)
    case .recordUpgrade(let it): return try await record(it)
    case .createContainer(let name): return try await createContainer(try service(name, bindings), bindings)
    case .putFiles(let name): return try await putFiles(try service(name, bindings), bindings)
    case .startContainer(let name):
      let id = try container(of: name, bindings)
      try await uninterrupted { _ = try await engine.startContainer(id) }
      return StepOutcome()
    case .awaitHealthy(let name): return try await awaitHealth(of: try service(name, bindings), step, bindings)
    case .awaitReady(let name, let condition):
      try await ReadyWait(
        probe: probe(bindings), condition: condition, container: try container(of: name, bindings), timeout: timeout,
        progress: { report($0, step) }
      ).run()
      return StepOutcome()
    case .readAddress(let name): return try await readAddress(of: name, bindings)
    case .createCgroup, .removeNetwork, .removeVolume, .stopContainer, .noteStop, .removeContainer, .restoreSysctls,
      .noteProcesses, .stopNotedContainer, .endProcesses, .endHolders, .clearHost, .deleteData, .resetCredentials:
      return nil
    }
  }

  private func pull(_ reference: String, _ step: Step) async throws -> StepOutcome {
    let image = try ImageReference(reference)
    let access = try await host.access(to: image, for: engine.product)
    var totals = PullTotals()
    do {
      for try await part in try await engine.pull(image, credentials: access.credentials) {
        totals.add(part)
        report(totals.text, step)
      }
    } catch let error as EngineError where error.isUnauthorized {
      throw PullRefusal(error: error, access: access, product: engine.product)
    }
    return StepOutcome(text: totals.size)
  }

  private func createNetwork(_ key: String) async throws -> StepOutcome {
    guard let network = desired.project.networks.first(where: { $0.key == key }) else { throw MissingPart(name: key) }
    let configuration = NetworkConfiguration(
      name: desired.project.name(of: network), driver: network.driver ?? "bridge", isInternal: network.isInternal,
      enablesIPv6: network.enableIPv6, labels: desired.labels(of: network), options: network.driverOptions.texts)
    try await uninterrupted { _ = try await engine.createNetwork(configuration) }
    return StepOutcome()
  }

  private func createVolume(_ key: String) async throws -> StepOutcome {
    guard let volume = desired.project.volumes.first(where: { $0.key == key }) else { throw MissingPart(name: key) }
    let configuration = VolumeConfiguration(
      name: desired.project.name(of: volume), driver: volume.driver ?? "local", options: volume.driverOptions.texts,
      labels: desired.labels(of: volume))
    try await uninterrupted { _ = try await engine.createVolume(configuration) }
    return StepOutcome()
  }

  /// As a volume in memory: nobody mounts it, and whatever takes the node away takes it along.
  private func record(_ upgrade: UpgradeRecord) async throws -> StepOutcome {
    let configuration = VolumeConfiguration(
      name: UpgradeRecord.volumeName(of: desired.name), driver: "local",
      options: ["type": "tmpfs", "device": "tmpfs"], labels: upgrade.labels(of: desired.name))
    try await uninterrupted { _ = try await engine.createVolume(configuration) }
    return StepOutcome()
  }

  private func createContainer(_ service: Service, _ bindings: Bindings) async throws -> StepOutcome {
    let owner = try service.networkNamespaceOwner.map { try container(of: $0, bindings) }
    let configuration = ContainerConfiguration(service, of: resolved(bindings), owner: owner, engine.capabilities)
    let name = desired.project.containerName(of: service)
    if service.cgroup == .host, engine.connection.endpoint.isLocal {
      // Through the API by which Podman gives a container the host's cgroups, it makes no directory that is to be bound.
      // Whoever may not either learns from the engine what is missing.
      try? host.makeDirectory(desired.dataDirectory)
    }
    let id = try await uninterrupted { try await engine.createContainer(name, configuration) }
    return StepOutcome(container: (service.name, id))
  }

  private func putFiles(_ service: Service, _ bindings: Bindings) async throws -> StepOutcome {
    var archive = TarArchive()
    for file in desired.files(of: service) {
      try archive.addFile(
        String(file.path.dropFirst()), mode: UInt16(file.mode), file.content, owner: file.uid, group: file.gid)
    }
    let id = try container(of: service.name, bindings)
    let complete = archive
    try await uninterrupted { try await engine.putArchive(complete, in: id) }
    return StepOutcome()
  }

  // MARK: Waiting

  private func awaitHealth(of service: Service, _ step: Step, _ bindings: Bindings) async throws -> StepOutcome {
    let check = service.healthcheck
    let wait = HealthWait(
      engine: engine, container: try container(of: service.name, bindings),
      interval: check?.startInterval ?? min(check?.interval ?? .seconds(1), .seconds(1)), timeout: timeout,
      progress: { report($0, step) })
    try await wait.run()
    return StepOutcome()
  }

  private func probe(_ bindings: Bindings) -> NodeProbe {
    var expected = ExpectedNode(name: desired.name)
    expected.network = desired.spec.zerotier.network.value
    expected.identity = desired.identity?.address
    expected.nodeIP = (bindings.address ?? desired.nodeIP)?.description
    expected.hostPort = desired.hostPort
    expected.dataDirectory = desired.dataDirectory
    return NodeProbe(engine, expected)
  }

  private func readAddress(of service: String, _ bindings: Bindings) async throws -> StepOutcome {
    let id = try container(of: service, bindings)
    guard let address = try await engine.inspectContainer(id).assignedAddress else {
      throw AddressError.notPrinted(service)
    }
    return StepOutcome(address: address, text: address.description)
  }

  private func report(_ text: String, _ step: Step) {
    progress(ProgressEvent(node: desired.name, .progress(step, text)))
  }

  // MARK: What the steps before have learned

  private func resolved(_ bindings: Bindings) -> DesiredNode {
    guard desired.nodeIP == nil, let address = bindings.address else { return desired }
    return desired.with(nodeIP: address)
  }

  private func service(_ name: String, _ bindings: Bindings) throws -> Service {
    guard let service = resolved(bindings).project.service(name) else { throw MissingPart(name: name) }
    return service
  }

  private func container(of service: String, _ bindings: Bindings) throws -> String {
    guard let id = bindings.containers[service] else { throw MissingPart(name: service) }
    return id
  }
}
