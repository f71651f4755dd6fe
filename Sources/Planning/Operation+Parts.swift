import Ownership

/// What programs are told of an operation.
extension Operation {
  /// The kind of operation, as the JSON of plans and of progress names it.
  package var name: String {
    switch self {
    case .pullImage: "pull-image"
    case .createNetwork: "create-network"
    case .removeNetwork: "remove-network"
    case .createVolume: "create-volume"
    case .removeVolume: "remove-volume"
    case .createCgroup: "create-cgroup"
    case .restoreSysctls: "restore-sysctls"
    case .recordUpgrade: "record-upgrade"
    case .createContainer: "create-container"
    case .putFiles: "put-files"
    case .startContainer: "start-container"
    case .stopContainer: "stop-container"
    case .noteStop: "note-stop"
    case .removeContainer: "remove-container"
    case .noteProcesses: "note-processes"
    case .stopNotedContainer: "stop-container"
    case .endProcesses, .endHolders: "end-processes"
    case .clearHost: "clear-host"
    case .deleteData: "delete-data"
    case .resetCredentials: "reset-credentials"
    case .awaitHealthy: "await-healthy"
    case .awaitReady(_, let condition): "await-\(condition.rawValue)"
    case .readAddress: "read-address"
    }
  }

  /// What it is done to: a service, or the name of a network, volume or container.
  package var subject: String {
    switch self {
    case .pullImage(_, let service), .createContainer(let service), .putFiles(let service),
      .startContainer(let service), .awaitHealthy(let service), .awaitReady(let service, _), .readAddress(let service):
      service
    case .createNetwork(let key), .createVolume(let key): key
    case .removeNetwork(_, let name), .removeVolume(let name), .stopContainer(_, let name, _), .noteStop(_, let name),
      .removeContainer(_, let name), .noteProcesses(_, let name), .stopNotedContainer(_, let name, _),
      .endProcesses(_, let name), .endHolders(_, let name, _):
      name
    case .clearHost(let node): node
    case .deleteData(let directory), .resetCredentials(let directory): directory
    case .createCgroup(let cgroup): cgroup.path
    case .recordUpgrade(let record): record.words
    case .restoreSysctls(let changes): changes.map(\.name).joined(separator: ",")
    }
  }
}
