/// When the engine starts a container again that has ended.
package struct RestartPolicy: Codable, Hashable, Sendable {
  /// `no` (or empty), `always`, `unless-stopped` or `on-failure`.
  package var name: String
  /// For `on-failure`; 0: without a limit.
  package var maximumRetryCount: Int

  package init(name: String, maximumRetryCount: Int = 0) {
    self.name = name
    self.maximumRetryCount = maximumRetryCount
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case maximumRetryCount = "MaximumRetryCount"
  }
}
