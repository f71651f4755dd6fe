import YAML

/// The compose file that a node is made from.
package enum Template: Sendable, Equatable {
  case crioKrun
  case classic
  /// A compose file of the user's; a relative path is taken from the directory of the spec.
  case file(String)

  /// The names of nodectl's own.
  static let builtIn = ["crio-krun", "classic"]

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> Located<Template> {
    Located(node.value(diagnostics, parse) ?? .crioKrun, at: node.mark)
  }

  private static func parse(_ text: String) throws(InvalidValue) -> Template {
    switch text {
    case "crio-krun": return .crioKrun
    case "classic": return .classic
    default:
      guard text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml") else {
        throw InvalidValue(
          "there is no template \(Redaction.quote(text))",
          hint: Suggestion.sentence(for: text, among: builtIn)
            ?? "use \(builtIn.joined(separator: ", ")), or the path of a compose file (./\(text))")
      }
      return .file(text)
    }
  }
}
