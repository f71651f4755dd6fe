/// An HTTP request with all of its body at hand.
package struct Request: Sendable {
  package let method: Method
  /// Path and query, percent-encoded.
  package let target: String
  package let headers: Headers
  package let body: [UInt8]?
  /// The longest that the whole exchange may take, the body's arrival included; nil for streams.
  package let timeout: Duration?

  /// Takes the path and the query's names and values as they are, and encodes them; `/` separates the path's segments.
  package init(
    _ method: Method, _ path: String, query: [(name: String, value: String)] = [], headers: Headers = [:],
    body: [UInt8]? = nil, timeout: Duration? = nil
  ) {
    self.method = method
    self.target = PercentEncoding.target(path: path, query: query)
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}
