/// An HTTP request with all of its body at hand.
package struct Request: Sendable {
  package let method: Method
  /// Path and query, percent-encoded.
  package let target: String
  package let headers: Headers
  package let body: [UInt8]?
  /// The longest that the whole exchange may take, the body's arrival included; nil for streams.
  package let timeout: Duration?
  /// The longest until the answer's head is in, its body aside; nil for as long as the whole exchange.
  package let headTimeout: Duration?

  /// Takes the path and the query's names and values as they are, and encodes them; `/` separates the path's segments.
  package init(
    _ method: Method, _ path: String, query: [(name: String, value: String)] = [], headers: Headers = [:],
    body: [UInt8]? = nil, timeout: Duration? = nil, headTimeout: Duration? = nil
  ) {
    self.method = method
    self.target = PercentEncoding.target(path: path, query: query)
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.headTimeout = headTimeout
  }
}

extension Request {
  /// As HTTP/1.1 writes it, where curl does not.
  func text(for endpoint: Endpoint) -> [UInt8] {
    let host = endpoint.origin.split(separator: "/").last ?? ""
    var head = "\(method.rawValue) \(target) HTTP/1.1\r\nHost: \(host)\r\n"
    for (name, value) in headers.fields { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + (body ?? [])
  }
}
