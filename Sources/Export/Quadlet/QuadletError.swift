/// A project that Quadlet's units cannot say.
package struct QuadletError: Error, Equatable {
  /// What cannot be said, each as a sentence that begins with whose it is.
  package let problems: [String]
}

extension QuadletError: CustomStringConvertible {
  package var description: String {
    "this stack cannot be written as Quadlet's units:" + problems.map { "\n  \($0)" }.joined()
  }
}
