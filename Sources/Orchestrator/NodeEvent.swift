package import Engine

/// Something that happened to a service of a node.
package struct NodeEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case created
    case started
    /// Its main process has ended; Podman does not always tell with what.
    case died(exitCode: Int?)
    /// Somebody had it stopped; Podman tells only that it died.
    case stopped
    /// Somebody sent it a signal, by its number.
    case killed(signal: Int?)
    /// It had no memory left.
    case outOfMemory
    case paused
    case unpaused
    /// Its health check has another verdict than before.
    case health(Health.Status)
    case removed
  }

  package let time: Timestamp
  package let node: String
  package let service: String
  package let container: String
  /// `docker` or `podman`.
  package let engine: String
  package let kind: Kind
}
