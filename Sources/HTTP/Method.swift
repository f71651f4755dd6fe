package enum Method: String, Sendable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case delete = "DELETE"

  /// Whether sending it twice does the same as sending it once (RFC 9110, 9.2.2).
  var isIdempotent: Bool { self != .post }
}
