package import NodeSpec
package import Ownership

/// What an engine holds of a node, as one look found it.
package struct ObservedState: Sendable, Equatable {
  /// Every container of the node's project.
  package var containers: [ObservedContainer]
  /// Networks of the project, and others with a name that the project wants.
  package var networks: [ObservedNetwork]
  /// Volumes of the project, and others with a name that the project wants.
  package var volumes: [ObservedVolume]
  /// The ids of images by the references that were asked for; a reference without an entry is not on the engine.
  package var images: [String: String]
  /// The address that ZeroTier has assigned, where it was asked and had one.
  package var assignedAddress: IPv4Address?
  /// Whether the node has joined its cluster: its kubelet has credentials.
  ///
  /// Looked for only where it matters: ``Planner/dependsOnJoin(_:_:_:)``.
  package var hasJoined = false
  /// The cgroup of the node's own on the engine's host; nil where it needs none, or the host cannot be seen.
  package var cgroup: NodeCgroup?
  /// What the host's kernel settings were before this node's kubelet, or the first one of the engine's nodes.
  package var sysctlsBefore: HostSysctls?
  /// What of the host's kernel settings is to be put back when the node has gone.
  package var sysctlsToRestore: [SysctlChange] = []

  package init(
    containers: [ObservedContainer] = [], networks: [ObservedNetwork] = [], volumes: [ObservedVolume] = [],
    images: [String: String] = [:], assignedAddress: IPv4Address? = nil, sysctlsBefore: HostSysctls? = nil
  ) {
    (self.containers, self.networks, self.volumes) = (containers, networks, volumes)
    (self.images, self.assignedAddress, self.sysctlsBefore) = (images, assignedAddress, sysctlsBefore)
  }

  /// Whether the engine holds nothing of the node at all.
  package var isEmpty: Bool { containers.isEmpty && networks.isEmpty && volumes.isEmpty }

  /// Whether a container is the node's: nodectl has made it, or others have with the node's data in this directory.
  ///
  /// Then all of the project is. Otherwise somebody else has given theirs the node's name.
  package func isNodes(dataDirectory: String?) -> Bool {
    containers.contains { $0.isOwn || dataDirectory.map($0.binds) ?? false }
  }

  /// What of it nodectl has made itself.
  package var own: ObservedState {
    var own = self
    own.containers.removeAll { !$0.isOwn }
    own.networks.removeAll { !$0.isOwn }
    own.volumes.removeAll { !$0.isOwn }
    return own
  }

  /// Whether there is as much of the node as the scope asks for.
  package func isWithin(_ scope: UpOptions.Scope) -> Bool {
    switch scope {
    case .any: true
    case .existing: !containers.isEmpty
    case .running: containers.contains { $0.isRunning || $0.state == .restarting }
    }
  }

  /// The container of a service; the newest, should an interrupted run have left more.
  package func container(of service: String) -> ObservedContainer? {
    containers.filter { $0.service == service }.max { $0.created < $1.created }
  }
}
