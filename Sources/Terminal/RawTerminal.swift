import Glibc

/// A terminal that hands over every key as it is pressed, Ctrl-C among them, and shows what is written as it is.
///
/// For whoever has another terminal at the far end, which does for this one what it has been relieved of.
package final class RawTerminal: Sendable {
  private let descriptor: Int32
  private let before: termios

  /// Nil where the descriptor is no terminal.
  package init?(_ descriptor: Int32) {
    var settings = termios()
    guard unsafe tcgetattr(descriptor, &settings) == 0 else { return nil }
    (self.descriptor, before) = (descriptor, settings)
    unsafe cfmakeraw(&settings)
    unsafe tcsetattr(descriptor, TCSANOW, &settings)
  }

  /// Puts it back as it was; may be called more than once.
  package func restore() {
    var settings = before
    unsafe tcsetattr(descriptor, TCSANOW, &settings)
  }
}
