/// A taint that the node registers with: `key=value:Effect` or `key:Effect`.
package struct Taint: Sendable, Hashable, CustomStringConvertible {
  static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

  package let description: String
  /// Its key and its effect, of which a node has one taint.
  let identity: String

  package init(_ text: String) throws(InvalidValue) {
    let hint = "write it as key=value:Effect, the effect one of \(Self.effects.joined(separator: ", "))"
    let halves = text.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count == 2, Self.effects.contains(String(halves[1])) else {
      throw InvalidValue("\(Redaction.quote(text)) is not a taint", hint: hint)
    }
    let pair = halves[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    try LabelRules.check(key: String(pair[0]))
    if pair.count == 2 { try LabelRules.check(value: String(pair[1])) }
    description = text
    identity = "\(pair[0]):\(halves[1])"
  }
}
