import Engine

/// A container's log, in frames or as a terminal has it: the same however the stream is cut.
enum LogTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    guard let seed = bytes.first else { return }
    let stream = bytes.dropFirst()
    let pieces = Array(Pieces(stream, seed: seed))
    let (whole, cut) = (chunks([Array(stream)]), chunks(pieces))
    precondition(whole.map(joined) == cut.map(joined))
    // The bound at which a line is cut in two must make no difference either.
    for limit in [8, 1 << 20] {
      if let whole, let cut { precondition(lines(whole, true, limit) == lines(cut, true, limit)) }
      let raw = pieces.map { OutputChunk(.stdout, $0, startsFrame: false) }
      let once = [OutputChunk(.stdout, Array(stream), startsFrame: false)]
      precondition(lines(once, false, limit) == lines(raw, false, limit))
    }
  }

  /// Nil where the stream is not in frames.
  private static func chunks(_ pieces: [[UInt8]]) -> [OutputChunk]? {
    var decoder = FrameDecoder()
    var chunks: [OutputChunk] = []
    for piece in pieces {
      guard let decoded = try? decoder.decode(piece) else { return nil }
      chunks += decoded
    }
    return chunks
  }

  /// A chunk for each frame.
  private static func joined(_ chunks: [OutputChunk]) -> [OutputChunk] {
    chunks.reduce(into: []) { frames, chunk in
      guard !chunk.startsFrame, let begun = frames.popLast() else { return frames.append(chunk) }
      precondition(begun.source == chunk.source)
      frames.append(OutputChunk(begun.source, begun.bytes + chunk.bytes))
    }
  }

  private static func lines(_ chunks: [OutputChunk], _ isFramed: Bool, _ limit: Int) -> [LogLine] {
    var decoder = LogDecoder(isFramed: isFramed, limit: limit)
    let lines = chunks.flatMap { decoder.decode($0) } + decoder.finish()
    precondition(lines.allSatisfy { $0.text.count <= limit })
    return lines
  }
}
