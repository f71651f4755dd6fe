/// A name by which pods ask a node for what they run under.
package struct RuntimeHandler: Sendable, Equatable {
  /// `handler` of a RuntimeClass: as the runtime knows it.
  package let name: String
  /// What pods write as their `runtimeClassName`.
  package let runtimeClass: String

  package init(_ name: String, runtimeClass: String? = nil) {
    (self.name, self.runtimeClass) = (name, runtimeClass ?? name)
  }
}
