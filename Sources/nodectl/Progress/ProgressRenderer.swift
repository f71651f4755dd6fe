import Orchestrator

/// Turns events into something to look at.
protocol ProgressRenderer: Sendable {
  /// Takes an event; returns the text to write for it.
  mutating func text(for event: ProgressEvent, at time: Duration) -> String
  /// Time has passed: returns the text that is to be written now, if any.
  mutating func tick(at time: Duration) -> String
  /// Returns the text that ends what is on the screen.
  mutating func end(at time: Duration) -> String
}

extension ProgressRenderer {
  mutating func tick(at _: Duration) -> String { "" }
  mutating func end(at _: Duration) -> String { "" }
}
