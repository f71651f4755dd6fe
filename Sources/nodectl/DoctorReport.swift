import Doctor
import Terminal

/// What `doctor` has to say of one node.
struct DoctorReport: Encodable {
  let node: String
  let findings: [Finding]

  var hasFailures: Bool { findings.contains { $0.severity == .failure } }

  /// A line for each finding, and below it why it matters and what to do.
  func text(_ style: Style) -> String {
    let width = findings.map(\.check.rawValue.count).max() ?? 0
    var text = style.bold(node) + "\n"
    for finding in findings {
      let sign =
        switch finding.severity {
        case .ok: style.colour("ok  ", .green)
        case .warning: style.colour("warn", .yellow)
        case .failure: style.colour("fail", .red)
        }
      text += "  \(sign)  \(finding.check.rawValue.padded(to: width))  \(finding.what)\n"
      let indent = String(repeating: " ", count: width + 10)
      if !finding.why.isEmpty { text += "\(indent)\(finding.why)\n" }
      for line in finding.remedy { text += "\(indent)\(style.arrow) \(line)\n" }
    }
    return text
  }
}
