/// A call that a stub engine was asked to answer.
package struct StubCall: Sendable {
  package let index: Int
  package let line: RequestLine
  package let query: [String: String]
  /// Names in lower case.
  package let headers: [String: String]
  package let body: [UInt8]
  package let time: ContinuousClock.Instant

  init(index: Int, _ request: HTTPRequest) {
    self.index = index
    line = RequestLine(method: request.method, target: request.path)
    query = request.query
    headers = request.headers
    body = request.body
    time = .now
  }

  package var method: String { line.method }
  /// Without the version.
  package var path: String { line.path }
  /// `v1.45`; nil of an unversioned call.
  package var version: String? { line.version }
  package var json: JSONValue { JSONValue(body) ?? .null }
}

extension StubCall: CustomStringConvertible {
  package var description: String { "\(line)" }
}
