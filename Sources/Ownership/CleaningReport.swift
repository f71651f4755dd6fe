/// What came of clearing a host of a node.
package struct CleaningReport: Sendable, Equatable, Codable {
  /// What is gone now.
  package var removed: Leftovers
  /// What would not go.
  package var left: Leftovers

  package init(removed: Leftovers = Leftovers(), left: Leftovers = Leftovers()) {
    (self.removed, self.left) = (removed, left)
  }

  package static func + (one: CleaningReport, other: CleaningReport) -> CleaningReport {
    CleaningReport(removed: one.removed + other.removed, left: one.left + other.left)
  }
}

extension Leftovers {
  package static func + (one: Leftovers, other: Leftovers) -> Leftovers {
    Leftovers(
      processes: one.processes + other.processes, mounts: one.mounts + other.mounts,
      cgroups: one.cgroups + other.cgroups,
      obstacles: one.obstacles + other.obstacles)
  }
}
