/// What is wrong with a part of a node, and what to do about it.
package struct Diagnosis: Sendable, Equatable, Encodable {
  /// A sentence, without its full stop.
  package let what: String
  /// Commands, or sentences, a line each.
  package let remedy: [String]
  /// Whether the part works all the same, as yet.
  package let isWarning: Bool

  package init(_ what: String, isWarning: Bool = false, _ remedy: String...) {
    (self.what, self.isWarning, self.remedy) = (what, isWarning, remedy)
  }
}
