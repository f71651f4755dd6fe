import HTTP

/// What a container or a command in it writes, as it comes.
///
/// Ends with ``EngineError``, or with `CancellationError` where the reading task is cancelled. Reading slowly slows the
/// engine down; letting go of it closes the connection.
package struct OutputStream: AsyncSequence, Sendable {
  private let call: Call
  private let body: ResponseBody
  /// Nil for a terminal, whose stream is raw.
  private let decoder: FrameDecoder?

  init(_ body: ResponseBody, of call: Call, tty: Bool) {
    self.body = body
    self.call = call
    decoder = tty ? nil : FrameDecoder()
  }

  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(call: call, body: body.makeAsyncIterator(), decoder: decoder)
  }

  package struct AsyncIterator: AsyncIteratorProtocol, Sendable {
    fileprivate let call: Call
    fileprivate let body: ResponseBody.AsyncIterator
    fileprivate var decoder: FrameDecoder?
    fileprivate var chunks: ArraySlice<OutputChunk> = []

    package mutating func next() async throws -> OutputChunk? {
      while chunks.isEmpty {
        guard let batch = try await nextBatch() else { return nil }
        chunks = batch[...]
      }
      return chunks.popFirst()
    }

    /// All that has come meanwhile, waiting for some; nil at the end.
    ///
    /// It passes over what ``next()`` has left.
    package mutating func nextBatch() async throws -> [OutputChunk]? {
      guard let bytes = try await Connection.translating(call, { try await body.next() }) else {
        if decoder?.isComplete == false { throw EngineError.unreadable(call, detail: "the last frame is cut off") }
        return nil
      }
      do {
        return try decoder?.decode(bytes) ?? [OutputChunk(.stdout, bytes, startsFrame: false)]
      } catch {
        throw EngineError.unreadable(call, detail: "the stream is not in frames; the container may have a terminal")
      }
    }
  }
}
