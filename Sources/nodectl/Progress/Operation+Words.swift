import Planning

/// What people are told of an operation.
extension Operation {
  /// While it goes on.
  var doing: String {
    switch self {
    case .pullImage(let reference, _): "pulling \(reference)"
    case .createNetwork, .createVolume, .createContainer, .createCgroup: "creating"
    case .removeNetwork, .removeVolume, .removeContainer: "removing"
    case .recordUpgrade: "recording what there is"
    case .putFiles: "putting files"
    case .restoreSysctls: "putting back"
    case .startContainer: "starting"
    case .stopContainer, .stopNotedContainer: "stopping"
    case .noteProcesses: "noting its processes"
    case .noteStop: "noting that it is to stay stopped"
    case .endProcesses, .endHolders: "ending what outlives it"
    case .clearHost: "clearing"
    case .deleteData: "deleting"
    case .resetCredentials: "removing its credentials"
    case .awaitHealthy: "waiting to be healthy"
    case .awaitReady(_, .network): "waiting for its network"
    case .awaitReady(_, .runtime): "waiting for it to answer"
    case .awaitReady(_, .connection): "waiting for the cluster's API server"
    case .awaitReady(_, .node): "waiting for the Node to be Ready"
    case .readAddress: "reading its address"
    }
  }

  /// Once it is done.
  var done: String {
    switch self {
    case .pullImage(let reference, _): "pulled \(reference)"
    case .createNetwork, .createVolume, .createContainer, .createCgroup: "created"
    case .removeNetwork, .removeVolume, .removeContainer: "removed"
    case .recordUpgrade: "recorded"
    case .putFiles: "has its files"
    case .restoreSysctls: "put back"
    case .startContainer: "started"
    case .stopContainer, .stopNotedContainer: "stopped"
    case .noteProcesses: "noted"
    case .noteStop: "to stay stopped"
    case .endProcesses, .endHolders: "outlived by nothing"
    case .clearHost: "cleared"
    case .deleteData: "deleted"
    case .resetCredentials: "has no credentials any more"
    case .awaitHealthy: "healthy"
    case .awaitReady(_, .network): "online, with its address"
    case .awaitReady(_, .runtime): "answers"
    case .awaitReady(_, .connection): "connected to the cluster"
    case .awaitReady(_, .node): "Ready"
    case .readAddress: "has its address"
    }
  }

  /// What it is done to, for a line that begins with it.
  var label: String {
    switch self {
    case .createNetwork, .removeNetwork: "network \(subject)"
    case .createVolume, .removeVolume: "volume \(subject)"
    case .createCgroup: "cgroup \(subject)"
    case .restoreSysctls: "kernel settings of the host"
    case .recordUpgrade: "upgrade"
    case .clearHost: "host"
    case .resetCredentials: "kubelet"
    default: subject
    }
  }

  /// Whether a person would want to know that it has begun, not only that it is done.
  var isLong: Bool {
    switch self {
    case .pullImage, .awaitHealthy, .awaitReady, .readAddress, .stopContainer, .stopNotedContainer: true
    default: false
    }
  }
}
