/// Where a container is in its life, as the engine names it.
package struct ContainerStatus: RawRepresentable, Decodable, Hashable, Sendable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let created = ContainerStatus(rawValue: "created")
  package static let running = ContainerStatus(rawValue: "running")
  package static let paused = ContainerStatus(rawValue: "paused")
  package static let restarting = ContainerStatus(rawValue: "restarting")
  package static let removing = ContainerStatus(rawValue: "removing")
  /// Podman's while a stop is under way, for ever if a process does not die.
  package static let stopping = ContainerStatus(rawValue: "stopping")
  /// Podman's in passing, between an end and the restart that its policy asks for.
  package static let stopped = ContainerStatus(rawValue: "stopped")
  package static let exited = ContainerStatus(rawValue: "exited")
  package static let dead = ContainerStatus(rawValue: "dead")
}

extension ContainerStatus: CustomStringConvertible {
  package var description: String { rawValue }
}
