package import NodeSpec
package import YAML

/// Takes over what the published set-up keeps in its `.env` file.
package enum EnvironmentImport {
  private static let published = [
    "K0S_NODE_NAME", "K0S_NODE_IP", "K0S_VERSION", "K0S_JOIN_TOKEN", "ZT_ID_PUB", "ZT_ID_SEC", "ZT_NET",
  ]

  /// What the variables say of a node; those with other names than the published ones are warned of.
  package static func draft(
    _ variables: [String: String], of source: Source, _ diagnostics: Diagnostics
  ) -> SpecDraft {
    func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    for name in variables.keys where !published.contains(name) {
      diagnostics.warning(
        mark(of: name, in: source), "the variable \(name) is not carried over",
        hint: Suggestion.sentence(for: name, among: published) ?? "known here: \(published.joined(separator: ", "))")
    }
    var draft = SpecDraft()
    draft.name = value("K0S_NODE_NAME")
    draft.network = value("ZT_NET")
    draft.identity = value("ZT_ID_SEC").map(SpecDraft.Secret.text)
    draft.version = value("K0S_VERSION")
    draft.joinToken = value("K0S_JOIN_TOKEN").map(SpecDraft.Secret.text)
    draft.nodeIP = value("K0S_NODE_IP")
    return draft
  }

  private static func mark(of name: String, in source: Source) -> Mark {
    let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let index = lines.firstIndex { line in
      let words = line.prefix { $0 != "=" }.split(separator: " ")
      return words.last.map(String.init) == name
    }
    return Mark(source: source, line: (index ?? 0) + 1, column: 1)
  }
}
