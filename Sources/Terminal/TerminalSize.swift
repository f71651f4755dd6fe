import Glibc

/// How much a terminal shows.
package struct TerminalSize: Sendable, Equatable {
  package let columns: Int
  package let rows: Int

  /// Of the terminal behind a descriptor; 80 by 24 where it does not say.
  package init(of descriptor: Int32) {
    var size = winsize()
    let known = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 && size.ws_row > 0
    columns = known ? Int(size.ws_col) : 80
    rows = known ? Int(size.ws_row) : 24
  }
}
