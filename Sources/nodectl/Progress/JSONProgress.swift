import Compose
import Orchestrator
import Planning
import Terminal
import YAML

/// A JSON object a line, for programs (docs/progress.md).
struct JSONProgress: ProgressRenderer {
  mutating func text(for event: ProgressEvent, at time: Duration) -> String {
    var entries = [Value.Entry("node", .string(event.node)), Value.Entry("seconds", .float(time / .seconds(1)))]
    func step(_ step: Step, _ status: String) {
      entries += [
        Value.Entry("status", .string(status)), Value.Entry("step", .integer(step.id)),
        Value.Entry("operation", .string(step.operation.name)), Value.Entry("subject", .string(step.operation.subject)),
        Value.Entry("changes", .boolean(step.operation.isChange)),
      ]
    }
    func text(_ text: String) { entries.append(Value.Entry("text", .string(text))) }
    switch event.kind {
    case .planned(let plan):
      entries += [Value.Entry("status", "planned"), Value.Entry("steps", .integer(plan.steps.count))]
    case .started(let begun):
      step(begun, "started")
      text("\(begun.cause)")
    case .progress(let going, let words):
      step(going, "progress")
      text(words)
    case .finished(let done, let duration, let words):
      step(done, "done")
      entries.append(Value.Entry("duration", .float(duration / .seconds(1))))
      if let words { text(words) }
    case .failed(let failed, let duration, let reason):
      step(failed, "failed")
      entries.append(Value.Entry("duration", .float(duration / .seconds(1))))
      text(reason)
    case .note(let words):
      entries.append(Value.Entry("status", "note"))
      text(words)
    case .warning(let words):
      entries.append(Value.Entry("status", "warning"))
      text(words)
    }
    return Value.mapping(entries).canonicalJSON + "\n"
  }
}
