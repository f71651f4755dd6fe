package import YAML

/// A value and where the user wrote it, for what only shows to be wrong later: a file that is not there.
package struct Located<Value: Sendable>: Sendable {
  package let value: Value
  package let mark: Mark

  package init(_ value: Value, at mark: Mark) {
    self.value = value
    self.mark = mark
  }
}
