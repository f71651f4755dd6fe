/// Hides what may be a secret in a line of a spec, an environment file or a template before it is shown.
///
/// A line is shown to point at a mistake in it, so the text keeps its width: each hidden character becomes `*`.
package enum Redaction {
  /// The length from which a run of base64 or hex digits is taken for a secret.
  static let suspiciousRun = 40
  private static let secretKeys = ["secret", "token", "value", "password", "zt_id_sec"]

  package static func redact(_ line: String) -> String {
    hideLongRuns(hideBootstrapTokens(hideValueOfSecretKey(line)))
  }

  /// A value as it may stand in a message: in quotes, or by its length alone where it is long enough to be a secret.
  ///
  /// The one secret that is shorter is a bootstrap token.
  package static func quote(_ value: String) -> String {
    value.count < suspiciousRun ? "'\(hideBootstrapTokens(value))'" : "this text of \(value.count) characters"
  }

  /// `identity: {secret: "...", public: "..."}` has several keys on one line: all behind the first secret one is hidden.
  private static func hideValueOfSecretKey(_ line: String) -> String {
    var shown = ""
    var rest = line[...]
    while let separator = rest.firstIndex(where: { $0 == ":" || $0 == "=" }) {
      let key = rest[..<separator].lowercased().filter { $0.isLetter || "_$".contains($0) }
      shown += rest[...separator]
      rest = rest[rest.index(after: separator)...]
      if !key.contains("$"), secretKeys.contains(where: key.hasSuffix), !isHarmless(rest) {
        return shown + rest.map { $0 == " " || $0 == "\t" ? $0 : "*" }
      }
    }
    return shown + rest
  }

  /// Whether a value is a mapping, whose own keys decide, or just the name of a variable.
  private static func isHarmless(_ value: Substring) -> Bool {
    let value = value.drop { $0 == " " || $0 == "\"" || $0 == "'" }
    return value.first == "{" || (value.first == "$" && !value.contains("-") && !value.contains("+"))
  }

  /// Hides runs that are long enough to be a secret, but for those that are known to be none.
  static func hideLongRuns(_ line: String, butFor isHarmless: (Substring) -> Bool = { _ in false }) -> String {
    line.split(omittingEmptySubsequences: false) { !isDigit($0) }
      .reduce(into: (text: "", position: line.startIndex)) { result, run in
        result.text += line[result.position..<run.startIndex]
        let padding = line[run.endIndex...].prefix(2).prefix { $0 == "=" }
        let isShown = run.count + padding.count < suspiciousRun || isHarmless(run)
        result.text += isShown ? String(run) : String(repeating: "*", count: run.count)
        result.position = run.endIndex
      }.text
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "+" || character == "/")
  }
}
