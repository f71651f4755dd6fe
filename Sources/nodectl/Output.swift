import Glibc
import SystemPackage
import Terminal

/// A stream of text to the user.
struct Output: Sendable {
  /// Nil for nowhere.
  let file: FileDescriptor?
  /// How text is dressed for it.
  let style: Style

  init(_ file: FileDescriptor?, environment: [String: String] = [:]) {
    self.file = file
    style = Style(environment: environment, isTerminal: file.map { isatty($0.rawValue) == 1 } ?? false)
  }

  /// Whether a person looks at it.
  var isTerminal: Bool { file.map { isatty($0.rawValue) == 1 } ?? false }

  /// Whether it is a pipe that nobody reads any more.
  var isAbandoned: Bool {
    guard let file else { return false }
    var wait = pollfd(fd: file.rawValue, events: 0, revents: 0)
    return unsafe poll(&wait, 1, 0) == 1 && Int32(wait.revents) & POLLERR != 0
  }

  /// Writes a text as it is.
  ///
  /// Nobody may be reading any more, as in `nodectl ... | head`: what is left to say is dropped then.
  func write(_ text: String) {
    _ = try? file?.writeAll(Array(text.utf8))
  }

  /// Writes bytes that somebody must be there to read; throws what keeps them from it.
  func send(_ bytes: [UInt8]) throws { _ = try file?.writeAll(bytes) }

  /// Writes a text for people: in ASCII where more would not be seen.
  func show(_ text: String) { write(style.legible(text)) }

  /// Writes a line.
  func print(_ line: String) { write(line + "\n") }
}
