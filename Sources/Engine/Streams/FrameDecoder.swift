/// Takes stdout and stderr out of the one stream in which engines send both.
///
/// Each frame has eight bytes before its content: the source, three zeros, the content's length in big endian. Content
/// is handed on as it comes, so a frame may announce four gigabytes and none are held.
package struct FrameDecoder: Sendable {
  private var header: [UInt8] = []
  private var source = OutputChunk.Source.stdout
  private var remaining = 0
  private var isAtStart = false

  package init() {}

  /// The stream is not made of frames; that of a container with a terminal is not.
  package struct NotAFrame: Error, Equatable, Sendable {}

  /// Whether no frame is cut off here.
  package var isComplete: Bool { header.isEmpty && remaining == 0 }

  package mutating func decode(_ bytes: [UInt8]) throws(NotAFrame) -> [OutputChunk] {
    var chunks: [OutputChunk] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      if remaining > 0 {
        let content = rest.prefix(remaining)
        chunks.append(OutputChunk(source, Array(content), startsFrame: isAtStart))
        isAtStart = false
        remaining -= content.count
        rest = rest.dropFirst(content.count)
      } else {
        let part = rest.prefix(8 - header.count)
        header += part
        rest = rest.dropFirst(part.count)
        if header.count == 8 { try begin() }
      }
    }
    return chunks
  }

  private mutating func begin() throws(NotAFrame) {
    guard header[1] == 0, header[2] == 0, header[3] == 0 else { throw NotAFrame() }
    switch header[0] {
    case 0, 1: source = .stdout  // 0 is stdin, echoed
    case 2, 3: source = .stderr  // 3 is the engine's own trouble with the stream
    default: throw NotAFrame()
    }
    remaining = header[4...].reduce(0) { $0 << 8 | Int($1) }
    header = []
    isAtStart = true
  }
}
