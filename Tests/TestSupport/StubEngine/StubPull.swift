/// How a pull of an image goes at a stub engine.
package enum StubPull: Hashable, Sendable {
  case succeeds(layers: Int)
  /// It begins, then ends with this error in its stream.
  case fails(String)
  /// The registry refuses with a status.
  case refused(Int, String)
}
