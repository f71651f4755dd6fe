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
  }

  package var pull: Pull
  package var wait: Wait
  /// Replace every container, whether it differs or not.
  package var recreate: Bool
  /// Replace volumes that differ even where they hold data.
  package var recreateVolumes: Bool

  package init(
    pull: Pull = .missing, wait: Wait = .healthy, recreate: Bool = false, recreateVolumes: Bool = false
  ) {
    (self.pull, self.wait, self.recreate, self.recreateVolumes) = (pull, wait, recreate, recreateVolumes)
  }
}
