/// What a plan leaves as it is, although the user may have meant otherwise.
package struct PlanNote: Sendable, Equatable, Encodable {
  /// A sentence, without its full stop.
  package let text: String
  /// What to do about it: commands, a line each.
  package let remedy: [String]

  init(_ text: String, remedy: [String] = []) { (self.text, self.remedy) = (text, remedy) }
}

extension PlanNote: CustomStringConvertible {
  package var description: String { ([text] + remedy).joined(separator: ": ") }
}
