/// A network on the engine.
package struct ObservedNetwork: Sendable, Equatable {
  package let id: String
  package let name: String
  package let labels: [String: String]
  package let driver: String
  package let options: [String: String]
  package let isInternal: Bool

  package init(
    id: String, name: String, labels: [String: String] = [:], driver: String = "bridge",
    options: [String: String] = [:],
    isInternal: Bool = false
  ) {
    (self.id, self.name, self.labels) = (id, name, labels)
    (self.driver, self.options, self.isInternal) = (driver, options, isInternal)
  }

  /// Whether nodectl made it.
  package var isOwn: Bool { labels[Label.version] != nil }
}
