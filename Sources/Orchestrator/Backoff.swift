/// The pauses between tries of something that fails: doubled every time, up to the longest.
package struct Backoff: Sendable {
  package var first: Duration
  package var longest: Duration

  package init(first: Duration, longest: Duration) { (self.first, self.longest) = (first, longest) }

  /// The pause before the next try; `failures` are those before the last one.
  func pause(after failures: Int) -> Duration { min(first * (1 << min(failures, 10)), longest) }
}
