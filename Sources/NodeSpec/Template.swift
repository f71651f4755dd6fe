import YAML

/// The compose file that a node is made from.
package enum Template: Sendable, Equatable {
  case crioKrun
  case containerd
  case external
  case classic
  /// A compose file of the user's; a relative path is taken from the directory of the spec.
  case file(String)

  /// The names of nodectl's own.
  static let builtIn = ["crio-krun", "containerd", "external", "classic"]

  /// What a node is made from whose spec names no template.
  init(for runtime: RuntimeSection.Kind) {
    switch runtime {
    case .crioKrun: self = .crioKrun
    case .containerd: self = .containerd
    case .criDockerd, .external: self = .external
    }
  }

  /// The runtimes that it is made for; any for a file of the user's.
  var runtimes: [RuntimeSection.Kind] {
    switch self {
    case .crioKrun, .classic: [.crioKrun]
    case .containerd: [.containerd]
    case .external: [.external, .criDockerd]
    case .file: RuntimeSection.Kind.allCases
    }
  }

  /// Nil, reported, where there is no such template.
  static func read(_ node: Node, _ diagnostics: Diagnostics) -> Located<Template>? {
    node.value(diagnostics, parse).map { Located($0, at: node.mark) }
  }

  private static func parse(_ text: String) throws(InvalidValue) -> Template {
    switch text {
    case "crio-krun": return .crioKrun
    case "containerd": return .containerd
    case "external": return .external
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
