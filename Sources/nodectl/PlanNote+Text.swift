import Planning

extension PlanNote {
  /// The note for people, a line each.
  var lines: String { "note: \(text)\n" + remedy.map { "  \($0)\n" }.joined() }
}
