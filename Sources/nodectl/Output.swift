import Glibc
import SystemPackage

/// A stream of text to the user.
struct Output: Sendable {
  /// Nil for nowhere.
  let file: FileDescriptor?

  init(_ file: FileDescriptor?) { self.file = file }

  /// Whether a person looks at it.
  var isTerminal: Bool { file.map { isatty($0.rawValue) == 1 } ?? false }

  /// Writes a text as it is.
  ///
  /// Nobody may be reading any more, as in `nodectl ... | head`: what is left to say is dropped then.
  func write(_ text: String) {
    _ = try? file?.writeAll(Array(text.utf8))
  }

  /// Writes bytes that somebody must be there to read; throws what keeps them from it.
  func send(_ bytes: [UInt8]) throws { _ = try file?.writeAll(bytes) }

  /// Writes a line.
  func print(_ line: String) { write(line + "\n") }
}
