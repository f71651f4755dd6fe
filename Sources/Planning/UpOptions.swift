/// What the user asked of an `up`, as far as it decides what is done.
package struct UpOptions: Sendable, Equatable {
  package enum Pull: String, Sendable, CaseIterable {
    case missing
    case always
    case never
  }

  package enum Wait: String, Sendable, CaseIterable {
    case started
    case healthy
    /// And the parts of the node say so themselves.
    case ready
  }

  package enum Scope: Sendable {
    /// Nothing: the node is made.
    case any
    /// A container: a node that was taken down stays so.
    case existing
    /// A container that runs: a node that was stopped stays so too.
    case running
  }

  /// How a new version is gone about.
  package struct Upgrade: Sendable, Equatable {
    /// Take an older version too, and one that leaves out a minor one.
    package var isForced: Bool
    /// Go back to what there was where the new version does not become what it should; what could not be undone is refused.
    package var goesBack: Bool

    package init(isForced: Bool = false, goesBack: Bool = true) {
      (self.isForced, self.goesBack) = (isForced, goesBack)
    }
  }

  package var pull: Pull
  /// Nil: as far as can be asked on the engine without a trace, for an `up` to find out.
  package var wait: Wait?
  /// Replace every container, whether it differs or not.
  package var recreate: Bool
  /// Replace volumes that differ even where they hold data.
  package var recreateVolumes: Bool
  /// Have the node join its cluster anew.
  package var rejoin: Bool
  /// Nil for what is no upgrade.
  package var upgrade: Upgrade?
  /// How much of the node must be there for anything to be done.
  package var scope: Scope
  /// The ids of the containers that are held against the spec, nil for all: others may have been made from a newer one.
  package var compared: Set<String>?
  /// Services to be restarted although they run, because they have been unhealthy for too long.
  package var unhealthy: Set<String>
  /// Whether something can be done to the engine's host, beside what the engine does.
  package var reachesHost = false

  package init(
    pull: Pull = .missing, wait: Wait? = .healthy, recreate: Bool = false, recreateVolumes: Bool = false,
    rejoin: Bool = false, upgrade: Upgrade? = nil, scope: Scope = .any, compared: Set<String>? = nil,
    unhealthy: Set<String> = []
  ) {
    (self.pull, self.wait) = (pull, wait)
    (self.recreate, self.recreateVolumes) = (recreate, recreateVolumes)
    (self.rejoin, self.upgrade) = (rejoin, upgrade)
    (self.scope, self.compared, self.unhealthy) = (scope, compared, unhealthy)
  }
}
