/// What the user asked of a `down`, as far as it decides what is done.
package struct DownOptions: Sendable, Equatable {
  /// Remove the volumes that hold data too, not only those in memory.
  package var volumes: Bool
  /// Delete the data directory.
  package var purge: Bool
  /// Whether something can be done to the engine's host, beside what the engine does.
  package var reachesHost: Bool
  /// Whether the engine removes the owner of a network namespace before the other containers in it.
  package var removesInAnyOrder: Bool

  package init(
    volumes: Bool = false, purge: Bool = false, reachesHost: Bool = false, removesInAnyOrder: Bool = false
  ) {
    (self.volumes, self.purge) = (volumes, purge)
    (self.reachesHost, self.removesInAnyOrder) = (reachesHost, removesInAnyOrder)
  }
}
