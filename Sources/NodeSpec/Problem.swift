package import YAML

/// Something wrong, or questionable, at a place in a file that the user wrote.
package struct Problem: Error, Sendable, Equatable {
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  package let severity: Severity
  package let mark: Mark
  package let message: String
  /// What would be right, or what to do; shown on a line of its own.
  package let hint: String?

  package init(_ severity: Severity = .error, at mark: Mark, _ message: String, hint: String? = nil) {
    self.severity = severity
    self.mark = mark
    self.message = message
    self.hint = hint
  }

  package init(_ error: YAMLError) {
    self.init(at: error.mark, error.message, hint: error.hint)
  }
}

extension Problem: CustomStringConvertible {
  /// `file:line:column: error: message`, the line with a caret below the place, and the hint.
  ///
  /// The line is shown through ``Redaction``: it may hold a secret.
  package var description: String {
    var text = "\(mark): \(severity.rawValue): \(message)"
    if let line = mark.source.line(mark.line) {
      let number = String(mark.line)
      let shown = Redaction.redact(String(line))
      // Tabs are kept before the caret, so that it stands below its place however wide the terminal makes them.
      let indent = shown.unicodeScalars.prefix(mark.column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
      text += "\n  \(number) | \(shown)\n  " + String(repeating: " ", count: number.count) + " | \(indent)^"
    }
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}
