/// A request as the test server received it.
package struct HTTPRequest: Sendable {
  package let method: String
  package let path: String
  /// The query's fields, decoded.
  package let query: [String: String]
  /// Names in lower case.
  package let headers: [String: String]
  package let body: [UInt8]

  /// Parses a request's head; nil if it is none.
  init?(head: [UInt8], body: [UInt8] = []) {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first?.split(separator: " "), first.count == 3 else { return nil }
    method = String(first[0])
    let target = first[1].split(separator: "?", maxSplits: 1)
    path = Self.decode(target[0])
    var query: [String: String] = [:]
    for field in (target.count > 1 ? target[1] : "").split(separator: "&") {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[Self.decode(parts[0])] = parts.count > 1 ? Self.decode(parts[1]) : ""
    }
    self.query = query
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].drop { $0 == " " }.description
    }
    self.headers = headers
    self.body = body
  }

  init(_ other: HTTPRequest, body: [UInt8]) {
    method = other.method
    path = other.path
    query = other.query
    headers = other.headers
    self.body = body
  }

  private static func decode(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
