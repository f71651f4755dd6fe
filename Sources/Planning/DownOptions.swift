/// What the user asked of a `down`, as far as it decides what is done.
package struct DownOptions: Sendable, Equatable {
  /// Remove the volumes that hold data too, not only those in memory.
  package var volumes: Bool

  package init(volumes: Bool = false) { self.volumes = volumes }
}
