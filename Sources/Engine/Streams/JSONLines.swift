import HTTP

/// A stream of JSON objects, one a line, as they come.
///
/// Ends with ``EngineError``, or with `CancellationError` where the reading task is cancelled. Letting go of it closes
/// the connection.
package struct JSONLines<Element: Decodable & Sendable>: AsyncSequence, Sendable {
  private let call: Call
  private let body: ResponseBody

  init(_ body: ResponseBody, of call: Call) {
    self.body = body
    self.call = call
  }

  package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call: call, body: body.makeAsyncIterator()) }

  package struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let call: Call
    fileprivate let body: ResponseBody.AsyncIterator
    fileprivate var splitter = LineSplitter(limit: 1 << 20)
    fileprivate var lines: ArraySlice<[UInt8]> = []

    package mutating func next() async throws -> Element? {
      while true {
        if let line = lines.popFirst() {
          if line.isEmpty { continue }
          return try JSON.decode(Element.self, from: line, of: call)
        }
        guard let chunk = try await Connection.translating(call, { try await body.next() }) else {
          guard let line = splitter.finish() else { return nil }
          return try JSON.decode(Element.self, from: line, of: call)
        }
        do {
          lines = try splitter.split(chunk)[...]
        } catch {
          throw EngineError.unreadable(call, detail: "a line is longer than \(error.limit) bytes")
        }
      }
    }
  }
}
