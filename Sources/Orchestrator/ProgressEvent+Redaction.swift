import Planning

extension ProgressEvent {
  /// The event with every text redacted in which an engine or a container has a hand.
  ///
  /// How far a pull is nodectl counts itself, and tells often.
  func redacted(by redact: (String) -> String) -> ProgressEvent {
    switch kind {
    case .planned, .started, .note: self
    case .progress(let step, let text):
      if case .pullImage = step.operation { self } else { ProgressEvent(node: node, .progress(step, redact(text))) }
    case .finished(let step, let duration, let text):
      ProgressEvent(node: node, .finished(step, after: duration, text.map(redact)))
    case .failed(let step, let duration, let reason):
      ProgressEvent(node: node, .failed(step, after: duration, redact(reason)))
    case .warning(let text): ProgressEvent(node: node, .warning(redact(text)))
    }
  }
}
