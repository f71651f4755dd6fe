import Planning
import Terminal

extension Plan {
  /// The plan for people: what changes about each service, network and volume, then the steps with what they wait for.
  var text: String {
    let remarks = notes.map { "\n\($0.lines)" }.joined()
    guard hasChanges else { return "\(node): nothing to do\n\(remarks)" }
    let changes = steps.count { $0.operation.isChange }
    var table = Table(header: ["STEP", "AFTER", "ACTION", "CAUSE"])
    for step in steps {
      let after = step.after.map(String.init).joined(separator: ",")
      table.add(["\(step.id)", after.isEmpty ? "-" : after, "\(step.operation)", "\(step.cause)"])
    }
    return
      "\(node): \(changes) changes\n\n\(reasons.map { "\($0)\n" }.joined())\(reasons.isEmpty ? "" : "\n")\(table.text)\(remarks)"
  }

  /// Of each whose fields differ, the fields; a line each.
  private var reasons: [String] {
    var seen: Set<String> = []
    return steps.flatMap { step -> [String] in
      guard let (subject, fields) = step.cause.difference, seen.insert(subject).inserted else { return [] }
      return fields.map { "\(subject): \($0)" }
    }
  }
}
