import Glibc

/// One client's connection to the test server, and the ways to answer on it.
package final class HTTPConnection {
  private let descriptor: Int32
  private let server: Monitor<HTTPServer.State>
  private var received: [UInt8] = []
  private var keepAlive = true

  init(_ descriptor: Int32, server: Monitor<HTTPServer.State>) {
    self.descriptor = descriptor
    self.server = server
  }

  func serve(_ handler: HTTPServer.Handler) {
    while keepAlive, let request = readRequest() { handler(request, self) }
  }

  // MARK: Answers

  /// Answers with a whole body.
  package func respond(_ status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    var headers = headers
    if status != 204 && status != 304 { headers["Content-Length"] = headers["Content-Length"] ?? "\(body.count)" }
    write(head(status, headers) + body)
  }

  /// Answers with the head only, as HEAD requests want it.
  package func respondHead(_ status: Int, headers: [String: String]) { write(head(status, headers)) }

  /// Begins an answer in chunks, which ``write(chunk:)`` adds and ``finishChunks()`` ends.
  package func beginChunks(_ status: Int, headers: [String: String] = [:]) {
    write(head(status, headers.merging(["Transfer-Encoding": "chunked"]) { $1 }))
  }

  /// Adds a chunk; false once the client has hung up.
  @discardableResult package func write(chunk: [UInt8]) -> Bool {
    write(Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8))
  }

  package func finishChunks() { write(Array("0\r\n\r\n".utf8)) }

  /// Begins an answer without a length, which ends with the connection.
  package func beginUntilClose(_ status: Int, headers: [String: String] = [:]) {
    keepAlive = false
    write(head(status, headers))
  }

  /// Writes bytes as they are; false once the client has hung up.
  @discardableResult package func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else {
        keepAlive = false
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Hands the connection over, as an upgrade wants it: from here on bytes are written and read as they are.
  package func handOver(headers: [String: String] = [:]) {
    keepAlive = false
    write(head(101, headers.merging(["Connection": "Upgrade", "Upgrade": "tcp"]) { $1 }))
  }

  /// What comes next through a connection that was handed over; nothing once the client sends no more.
  package func read() -> [UInt8] {
    guard !received.isEmpty || receive() else { return [] }
    defer { received = [] }
    return received
  }

  /// Hangs up after this answer, however much of it was written.
  package func close() {
    keepAlive = false
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// Whether the client has hung up, or the server is closing.
  package var isClosed: Bool {
    var byte: UInt8 = 0
    let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }

  /// Waits until the client hangs up or the server closes.
  package func waitUntilClosed() { server.wait { _ in isClosed ? () : nil } }

  private func head(_ status: Int, _ headers: [String: String]) -> [UInt8] {
    let fields = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
    return Array("HTTP/1.1 \(status) Status\r\n\(fields)\r\n".utf8)
  }

  // MARK: Requests

  private func readRequest() -> HTTPRequest? {
    let separator = Array("\r\n\r\n".utf8)
    var searched = 0
    while true {
      if let range = received[searched...].firstRange(of: separator) {
        let head = HTTPRequest(head: Array(received[..<range.lowerBound]))
        received.removeSubrange(..<range.upperBound)
        guard let head, let body = readBody(count: head.headers["content-length"].flatMap { Int($0) } ?? 0) else {
          return nil
        }
        return HTTPRequest(head, body: body)
      }
      guard received.first.map({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) ?? true else {
        respond(400)  // TLS, say
        return nil
      }
      searched = max(0, received.count - separator.count)
      guard receive() else { return nil }
    }
  }

  private func readBody(count: Int) -> [UInt8]? {
    while received.count < count { guard receive() else { return nil } }
    defer { received.removeFirst(count) }
    return Array(received[..<count])
  }

  private func receive() -> Bool {
    let chunk = [UInt8](unsafeUninitializedCapacity: 16384) { buffer, count in
      count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    received += chunk
    return !chunk.isEmpty
  }
}
