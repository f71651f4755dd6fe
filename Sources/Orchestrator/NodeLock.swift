/// The right to change one node on one engine, which one process of a host has at a time.
package protocol NodeLock: Sendable {
  /// Gives it back; the end of the process does so too.
  func release()
}
