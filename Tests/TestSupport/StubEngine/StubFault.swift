/// What can go wrong with one call.
package enum StubFault: Hashable, Sendable {
  /// The connection is lost before the engine acts.
  case dropBefore
  /// The connection is lost after the engine acted, before it answers.
  case dropAfter
  /// The engine acts, and answers, late.
  case delay(Duration)
  /// The engine acts, and answers, once the test has called `releaseHeldCalls()`.
  case hold
  /// The engine does not act, and does not answer for as long as it is asked.
  case silence
  /// The engine acts; of its answer only half comes.
  case truncate
  /// The engine acts; what it answers is no JSON.
  case malformed
  /// The engine acts; its answer does not end.
  case endless
  /// The engine acts; its answer comes a byte at a time, with the pause of up to a second between them.
  case trickle(Duration)
  /// The engine refuses with a status and does nothing.
  case status(Int)
}

struct StubPlannedFault: Sendable {
  let fault: StubFault
  let condition: @Sendable (StubCall) -> Bool
}
