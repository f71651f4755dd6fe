import Orchestrator
import Planning
import Terminal

/// A line for every action with its cause, for a journal, which adds the time.
struct LogProgress: ProgressRenderer {
  mutating func text(for event: ProgressEvent, at _: Duration) -> String {
    line(event.kind).map { "\(event.node): \($0)\n" } ?? ""
  }

  private func line(_ kind: ProgressEvent.Kind) -> String? {
    switch kind {
    case .started(let step): step.operation.isChange ? "\(step.operation): \(step.cause)" : nil
    case .finished(let step, let duration, _):
      if case .awaitHealthy(let service) = step.operation {
        "\(service) is healthy after \(duration.text)"
      } else {
        nil
      }
    case .failed(let step, _, let reason): "cannot \(step.operation): \(reason)"
    case .note(let text): text
    case .warning(let text): "warning: \(text)"
    case .planned, .progress: nil
    }
  }
}
