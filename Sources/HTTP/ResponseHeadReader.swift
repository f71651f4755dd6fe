/// Reads the head of a response from bytes as they come, where curl does not.
struct ResponseHeadReader {
  /// More than any head has.
  private static let limit = 64 << 10

  private var received: [UInt8] = []

  /// The head once it is whole, interim ones (1xx) passed over but that of an upgrade (101), and what came behind it.
  mutating func read(_ bytes: [UInt8]) throws(HTTPError) -> (Transfer.Head, rest: ArraySlice<UInt8>)? {
    received += bytes
    while let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
      let head = try Self.parse(String(decoding: received[..<end.lowerBound], as: UTF8.self))
      let rest = received[end.upperBound...]
      if head.status == 101 || head.status >= 200 { return (head, rest) }
      received = Array(rest)
    }
    guard received.count <= Self.limit else { throw .broken(reason: "the answer's head has no end") }
    return nil
  }

  private static func parse(_ text: String) throws(HTTPError) -> Transfer.Head {
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    let parts = lines[0].split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let status = Int(parts[1]), (100...999).contains(status)
    else { throw .broken(reason: "what answers does not speak HTTP") }
    var headers = Headers()
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { throw .broken(reason: "the answer's head cannot be read") }
      headers.append(String(line[..<colon]), line[line.index(after: colon)...].drop { $0 == " " }.description)
    }
    return Transfer.Head(status: status, headers: headers)
  }
}
