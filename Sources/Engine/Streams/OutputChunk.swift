/// A piece of what a container wrote.
package struct OutputChunk: Hashable, Sendable {
  package enum Source: Sendable {
    case stdout
    case stderr
  }

  package let source: Source
  package let bytes: [UInt8]

  package init(_ source: Source, _ bytes: [UInt8]) {
    self.source = source
    self.bytes = bytes
  }
}
