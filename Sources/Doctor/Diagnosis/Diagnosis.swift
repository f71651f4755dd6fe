/// What is wrong with a part of a node that runs, and what to do about it.
package struct Diagnosis: Sendable, Equatable, Encodable {
  /// A sentence, without its full stop.
  package let what: String
  /// Commands, or sentences, a line each.
  package let remedy: [String]

  package init(_ what: String, _ remedy: String...) { (self.what, self.remedy) = (what, remedy) }
}
