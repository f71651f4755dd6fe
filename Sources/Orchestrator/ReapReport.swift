package import Ownership

/// What a `reap` has found, and what came of it; as JSON it is what `reap --json` prints.
package struct ReapReport: Sendable, Encodable {
  package let node: String?
  package let dataDirectory: String?
  /// Whether it was only looked.
  package let isDryRun: Bool
  /// What is gone now; of a dry run, what would be.
  package let removed: Leftovers
  /// What would not go.
  package let left: Leftovers

  private enum CodingKeys: String, CodingKey {
    case node, dataDirectory, removed, left
    case isDryRun = "dryRun"
  }
}
