import Images
/// The course of a pull; its end is the pull's success.
///
/// Throws ``EngineError/pullFailed(image:status:message:)`` for an error that comes in the stream.
package struct Pull: AsyncSequence, Sendable {
  private let lines: JSONLines<Line>
  private let reference: ImageReference

  init(_ lines: JSONLines<Line>, of reference: ImageReference) {
    self.lines = lines
    self.reference = reference
  }

  struct Line: Decodable, Sendable {
    let id: String?
    let status: String?
    let progressDetail: Progress?
    let error: String?

    struct Progress: Decodable {
      let current: Int64?
      let total: Int64?
    }
  }

  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(lines: lines.makeAsyncIterator(), reference: reference)
  }

  package struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var lines: JSONLines<Line>.AsyncIterator
    fileprivate let reference: ImageReference

    package mutating func next() async throws -> PullProgress? {
      guard let line = try await lines.next() else { return nil }
      if let error = line.error {
        throw EngineError.pullFailed(image: "\(reference)", status: nil, message: error)
      }
      return PullProgress(
        layer: line.id, status: line.status ?? "", current: line.progressDetail?.current,
        total: line.progressDetail?.total)
    }
  }
}
