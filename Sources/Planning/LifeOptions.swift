/// What the user asked of a `stop`, `start` or `restart`, as far as it decides what is done.
package struct LifeOptions: Sendable, Equatable {
  package var change: LifeChange
  /// The services that are meant; what depends on them, or they on, goes along.
  package var services: Set<String>
  /// Whether to wait until what was started is healthy; what others wait for is waited for in any case.
  package var awaitsHealth: Bool
  /// Whether something can be done to the engine's host, beside what the engine does.
  package var reachesHost: Bool

  package init(
    _ change: LifeChange, services: Set<String>, awaitsHealth: Bool = true, reachesHost: Bool = false
  ) {
    (self.change, self.services) = (change, services)
    (self.awaitsHealth, self.reachesHost) = (awaitsHealth, reachesHost)
  }
}
