/// A network on the engine.
package struct ObservedNetwork: Sendable, Equatable {
  package let id: String
  package let name: String
  package let labels: [String: String]

  package init(id: String, name: String, labels: [String: String] = [:]) {
    (self.id, self.name, self.labels) = (id, name, labels)
  }
}
