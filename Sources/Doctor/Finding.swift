/// What one ``Check`` came to for a node.
package struct Finding: Sendable, Equatable, Encodable {
  package enum Severity: String, Sendable, Encodable {
    case ok
    /// The node runs; something about it will be worse than it could be.
    case warning = "warn"
    /// The node will not run.
    case failure = "fail"
  }

  package let check: Check
  package let severity: Severity
  /// What is so.
  package let what: String
  /// Why that matters for this node; empty where all is well.
  package let why: String
  /// How to mend it: commands, or sentences, a line each.
  package let remedy: [String]

  package init(_ check: Check, _ severity: Severity, _ what: String, why: String = "", remedy: [String] = []) {
    (self.check, self.severity, self.what, self.why, self.remedy) = (check, severity, what, why, remedy)
  }

  /// What is so and why that matters, as one sentence.
  package var sentence: String { why.isEmpty ? what : "\(what): \(why)" }

  static func ok(_ check: Check, _ what: String) -> Finding { Finding(check, .ok, what) }

  static func warning(_ check: Check, _ what: String, _ why: String, _ remedy: String...) -> Finding {
    Finding(check, .warning, what, why: why, remedy: remedy)
  }

  static func failure(_ check: Check, _ what: String, _ why: String, _ remedy: String...) -> Finding {
    Finding(check, .failure, what, why: why, remedy: remedy)
  }
}
