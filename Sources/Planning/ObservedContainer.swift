package import Compose

/// A container of a node's project, as the engine told of it.
package struct ObservedContainer: Sendable, Equatable {
  package enum State: String, Sendable {
    case created
    case running
    case paused
    case restarting
    case removing
    case exited
    case dead
    /// Podman: asked to stop, and not yet gone.
    case stopping
  }

  package enum Health: String, Sendable {
    /// It has no health check.
    case none
    case starting
    case healthy
    case unhealthy
  }

  package var id: String
  package var name: String
  /// From compose's label; nil for a container that is in the project but of no service.
  package var service: String?
  package var state: State
  package var health: Health
  /// Time since the Unix epoch.
  package var created: Duration
  /// Time since the Unix epoch at which its main process last started; nil before the first start.
  package var started: Duration?
  package var exitCode: Int
  /// The id of its image.
  package var image: String
  package var labels: [String: String]
  /// The id of the container in whose network namespace it was made to be.
  package var networkNamespaceOwner: String?
  /// The network namespace that its main process is in, where the host told, as its inode.
  package var networkNamespace: UInt64?
  /// The names of the volumes that it mounts.
  package var volumes: [String]
  /// What it was made with, as far as the engine tells, where nodectl did not make it.
  package var foreign: Service?
  /// The ids of the networks that it is attached to.
  package var networks: [String]
  /// How long it may take to stop before it is killed.
  package var stopGrace: Duration
  /// The pid of its main process on the engine's host, while it runs.
  package var mainProcess: Int32?
  /// Whether it has the host's pid namespace: what leaves its cgroup then lives on when it is stopped.
  package var sharesHostProcesses = false
  /// Whether a user has it stopped, and it was not started since, where that was looked for.
  package var isStoppedByWish = false
  /// The path on the engine's host of what it has as `/var/lib/k0s`.
  package var dataDirectory: String?

  package init(
    id: String, name: String, service: String?, state: State, health: Health = .none, created: Duration = .zero,
    started: Duration? = nil, exitCode: Int = 0, image: String = "", labels: [String: String] = [:],
    networkNamespaceOwner: String? = nil, volumes: [String] = [], networks: [String] = [],
    foreign: Service? = nil, stopGrace: Duration = .seconds(10)
  ) {
    (self.id, self.name, self.service, self.state, self.health) = (id, name, service, state, health)
    (self.created, self.started, self.exitCode) = (created, started, exitCode)
    (self.image, self.labels) = (image, labels)
    (self.networkNamespaceOwner, self.volumes, self.networks) = (networkNamespaceOwner, volumes, networks)
    (self.foreign, self.stopGrace) = (foreign, stopGrace)
  }

  package var isRunning: Bool { state == .running }

  /// Whether there is anything in it to stop.
  package var isUp: Bool { state != .created && state != .exited && state != .dead }

  /// Whether nodectl made it.
  package var isOwn: Bool { labels[Label.version] != nil }

  /// Whether others made it with this directory of the host.
  func binds(_ directory: String) -> Bool {
    foreign?.volumes.contains { if case .bind(directory, _) = $0.source { true } else { false } } ?? false
  }

  /// Whether it runs on in a network namespace that its owner has left by starting again.
  ///
  /// By the engine's data: both times come from its one clock, and equal ones would need both starts within a
  /// nanosecond. Where the host told the namespaces, they must differ too.
  package func isStale(owner: ObservedContainer?) -> Bool {
    guard isRunning, let started, let since = owner?.started, started < since else { return false }
    guard let networkNamespace, let others = owner?.networkNamespace else { return true }
    return networkNamespace != others
  }
}
