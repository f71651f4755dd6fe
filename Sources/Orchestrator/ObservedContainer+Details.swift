import Compose
import Engine
import Ownership
import Planning

extension ObservedContainer {
  init(_ details: ContainerDetails) {
    let labels = details.configuration.labels
    let owner = details.host.networkMode.hasPrefix("container:") ? details.host.networkMode.dropFirst(10) : nil
    self.init(
      id: details.id, name: details.name, service: labels[Label.service],
      state: State(details.state.status), health: Health(details),
      created: details.created.sinceEpoch,
      started: details.state.startedAt == .never ? nil : details.state.startedAt.sinceEpoch,
      exitCode: details.state.exitCode, image: details.imageID, labels: labels,
      networkNamespaceOwner: owner.map(String.init),
      volumes: details.mounts.compactMap { $0.type == "volume" ? $0.name : nil },
      networks: details.networks.values.map(\.networkID),
      foreign: labels[Label.version] == nil ? Service(details) : nil,
      stopGrace: details.configuration.stopTimeout.map { .seconds($0) } ?? .seconds(10))
    mainProcess = details.state.pid > 0 ? Int32(exactly: details.state.pid) : nil
    sharesHostProcesses = details.host.pidMode == "host"
    dataDirectory =
      details.mounts.first {
        $0.type == "bind" && $0.destination == HostProcess.k0sDataMountPoint
      }?.source
  }
}

extension ObservedContainer.State {
  /// Podman's `stopped` is passing, between an end and what comes of it: a restart, or `exited`.
  init(_ status: ContainerStatus) { self = status == .stopped ? .exited : Self(rawValue: status.rawValue) ?? .dead }
}

extension ObservedContainer.Health {
  /// Podman says nothing before a container's first start, Docker nothing where there is no check.
  init(_ details: ContainerDetails) {
    let check = details.configuration.healthCheck?.test ?? []
    guard !check.isEmpty, check != ["NONE"] else {
      self = .none
      return
    }
    self = details.state.health.flatMap { Self(rawValue: $0.status.rawValue) } ?? .starting
  }
}

extension Timestamp {
  var sinceEpoch: Duration { .seconds(seconds) + .nanoseconds(Int64(nanoseconds)) }
}
