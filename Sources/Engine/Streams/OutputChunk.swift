/// A piece of what a container wrote.
package struct OutputChunk: Hashable, Sendable {
  package enum Source: Sendable {
    case stdout
    case stderr
  }

  package let source: Source
  package let bytes: [UInt8]
  /// Whether a frame begins with it, rather than goes on; never in a terminal's stream, which has none.
  package let startsFrame: Bool

  package init(_ source: Source, _ bytes: [UInt8], startsFrame: Bool = true) {
    self.source = source
    self.bytes = bytes
    self.startsFrame = startsFrame
  }
}
