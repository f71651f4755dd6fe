import Orchestrator
import Planning
import Terminal

/// A line for everything that happens: for logs and pipes.
struct PlainProgress: ProgressRenderer {
  let style: Style

  mutating func text(for event: ProgressEvent, at time: Duration) -> String {
    guard let line = line(event.kind) else { return "" }
    return "[\(time.text)] \(event.node): \(line)\n"
  }

  private func line(_ kind: ProgressEvent.Kind) -> String? {
    switch kind {
    case .planned(let plan): plan.hasChanges ? "\(plan.steps.count) steps" : nil
    case .started(let step): step.operation.isLong ? "\(step.operation.label): \(step.operation.doing)" : nil
    case .progress(let step, let text):
      if case .pullImage = step.operation { nil } else { "\(step.operation.label): \(text)" }
    case .finished(let step, let duration, let text):
      "\(step.operation.label): \(step.operation.done)" + (text.map { ", \($0)" } ?? "")
        + (step.operation.isLong ? " after \(duration.text)" : "")
    case .failed(let step, let duration, let reason):
      "\(step.operation.label): \(style.colour("failed", .red)) after \(duration.text): \(reason)"
    case .note(let text): text
    case .warning(let text): "\(style.warning) \(text)"
    }
  }
}
