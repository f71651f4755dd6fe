/// A call that a stub engine was asked to answer.
package struct StubCall: Sendable {
  package let index: Int
  package let method: String
  /// Without the version.
  package let path: String
  /// `v1.45`; nil of an unversioned call.
  package let version: String?
  package let query: [String: String]
  /// Names in lower case.
  package let headers: [String: String]
  package let body: [UInt8]
  package let time: ContinuousClock.Instant

  init(index: Int, _ request: HTTPRequest) {
    self.index = index
    method = request.method
    query = request.query
    headers = request.headers
    body = request.body
    time = .now
    let parts = request.path.split(separator: "/", maxSplits: 1)
    if parts.count == 2, parts[0].hasPrefix("v1.") || parts[0] == "v4.0.0" {
      version = String(parts[0])
      path = "/" + parts[1]
    } else {
      version = nil
      path = request.path
    }
  }

  package var json: JSONValue { JSONValue(body) ?? .null }
}

extension StubCall: CustomStringConvertible {
  package var description: String { "\(method) \(path)" }
}
