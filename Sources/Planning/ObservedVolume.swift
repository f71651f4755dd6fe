/// A volume on the engine.
package struct ObservedVolume: Sendable, Equatable {
  package let name: String
  package let labels: [String: String]
  package let options: [String: String]
  package let driver: String

  package init(
    name: String, labels: [String: String] = [:], options: [String: String] = [:], driver: String = "local"
  ) {
    (self.name, self.labels, self.options, self.driver) = (name, labels, options, driver)
  }

  /// Whether nodectl made it.
  package var isOwn: Bool { labels[Label.version] != nil }

  /// Whether it lives in memory: removing it loses nothing that a stop has not lost already.
  package var isTmpfs: Bool { options["type"] == "tmpfs" }
}
