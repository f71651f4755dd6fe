/// What came of a try to take a ``NodeLock``.
package enum LockAttempt: Sendable {
  case taken(any NodeLock)
  /// Another process has it, which is told for people: its pid and command.
  case held(by: String)
  /// This user's locks have no place; what gives them one.
  case unavailable(String)
}
