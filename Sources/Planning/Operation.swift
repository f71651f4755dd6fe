package import Ownership

/// One thing that is done to an engine, by one call of its API, or to its host, or one thing that is waited for.
package enum Operation: Sendable, Equatable {
  /// For the first service that needs the image.
  case pullImage(String, service: String)
  /// By its key in the project, as below.
  case createNetwork(String)
  case removeNetwork(id: String, name: String)
  case createVolume(String)
  case removeVolume(name: String)
  /// Makes the cgroup on the engine's host that is the node's alone, with the controllers that a kubelet demands.
  case createCgroup(NodeCgroup)
  /// Puts the host's kernel settings back to what they were before its first kubelet.
  case restoreSysctls([SysctlChange])
  /// Has the engine remember what an upgrade begins from, should it be interrupted or fail.
  case recordUpgrade(UpgradeRecord)
  case createContainer(service: String)
  /// Uploads the service's secrets and configs into its container, which must not have started.
  case putFiles(service: String)
  case startContainer(service: String)
  case stopContainer(id: String, name: String, grace: Duration)
  /// Marks a container as stopped by the user's wish, until its next start.
  case noteStop(id: String, name: String)
  case removeContainer(id: String, name: String)
  /// Takes note of the processes of a container that may outlive it.
  case noteProcesses(id: String, name: String)
  /// Stops such a container; done once its main process has ended or has had its time, whatever the engine waits for.
  case stopNotedContainer(id: String, name: String, grace: Duration)
  /// Ends what was noted and lives on.
  case endProcesses(id: String, name: String)
  /// Ends those with the node's data that live on after a container has ended, and keep the engine from telling that.
  case endHolders(id: String, name: String, dataDirectory: String?)
  /// Ends what a node has left on the engine's host: processes, mounts below its data directory, its cgroups.
  case clearHost(node: String)
  /// Deletes a node's data directory on the engine's host.
  case deleteData(String)
  /// Removes what a kubelet joined its cluster with from a data directory on the engine's host.
  case resetCredentials(dataDirectory: String)
  /// Waits until the service's container is healthy, or runs where it has no health check.
  case awaitHealthy(service: String)
  /// Waits until a healthy service fulfils a condition of a ready node.
  case awaitReady(service: String, Readiness)
  /// Reads the address that ZeroTier has assigned, which its health check prints.
  case readAddress(service: String)

  static func stop(_ container: ObservedContainer) -> Operation {
    .stopContainer(id: container.id, name: container.name, grace: container.stopGrace)
  }

  /// Whether it changes anything.
  package var isChange: Bool {
    switch self {
    case .awaitHealthy, .awaitReady, .readAddress, .noteProcesses: false
    default: true
    }
  }
}

extension Operation: CustomStringConvertible {
  package var description: String {
    switch self {
    case .pullImage(let reference, _): "pull image \(reference)"
    case .createNetwork(let key): "create network \(key)"
    case .removeNetwork(_, let name): "remove network \(name)"
    case .createVolume(let key): "create volume \(key)"
    case .removeVolume(let name): "remove volume \(name)"
    case .createCgroup(let cgroup): "create cgroup \(cgroup.path)"
    case .restoreSysctls: "put back the host's kernel settings"
    case .recordUpgrade: "record what there is"
    case .createContainer(let service): "create \(service)"
    case .putFiles(let service): "put files into \(service)"
    case .startContainer(let service): "start \(service)"
    case .noteStop(_, let name): "note that \(name) is stopped by wish"
    case .stopContainer(_, let name, _): "stop container \(name)"
    case .removeContainer(_, let name): "remove container \(name)"
    case .noteProcesses(_, let name): "note the processes of \(name)"
    case .stopNotedContainer(_, let name, _): "stop container \(name)"
    case .endProcesses(_, let name), .endHolders(_, let name, _): "end what outlives \(name)"
    case .clearHost(let node): "clear the host of \(node)"
    case .deleteData(let directory): "delete \(directory)"
    case .resetCredentials(let directory): "remove the kubelet's credentials from \(directory)"
    case .awaitHealthy(let service): "wait for \(service) to be healthy"
    case .awaitReady(let service, let condition): "wait for the \(condition.rawValue) of \(service)"
    case .readAddress(let service): "read the address of \(service)"
    }
  }
}
