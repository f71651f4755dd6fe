/// What the user asked of a `down`, as far as it decides what is done.
package struct DownOptions: Sendable, Equatable {
  /// Remove the volumes that hold data too, not only those in memory.
  package var volumes: Bool
  /// Delete the data directory.
  package var purge: Bool
  /// Whether something can be done to the engine's host, beside what the engine does.
  package var reachesHost: Bool

  package init(volumes: Bool = false, purge: Bool = false, reachesHost: Bool = false) {
    (self.volumes, self.purge, self.reachesHost) = (volumes, purge, reachesHost)
  }
}
