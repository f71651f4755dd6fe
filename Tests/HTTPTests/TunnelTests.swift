import TestSupport
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(5))) struct TunnelTests {
  /// A server that hands every connection over and sends back what it reads, then `end`.
  private static func echo(_ address: HTTPServer.Address = .unix) -> HTTPServer {
    HTTPServer(address) { _, connection in
      connection.handOver()
      while case let bytes = connection.read(), !bytes.isEmpty { connection.write(bytes) }
      connection.write(Array("end".utf8))
      connection.close()
    }
  }

  private static let request = Request(.post, "/exec/x/start", headers: ["Upgrade": "tcp"], body: Array("{}".utf8))

  /// What comes until the other side ends.
  private func rest(of duplex: Duplex) async throws -> String {
    var bytes: [UInt8] = []
    for try await chunk in duplex.incoming { bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [true, false])
  func `bytes go both ways, and on from the other side after our end`(overTCP: Bool) async throws {
    let server = Self.echo(overTCP ? .tcp : .unix)
    let endpoint =
      overTCP ? Endpoint.tcp(host: "127.0.0.1", port: server.port, tls: nil) : .unix(path: server.path)
    let response = try await HTTPClient(endpoint).upgrade(Self.request)
    #expect(response.status == 101)
    #expect(response.headers["upgrade"] == "tcp")
    let incoming = response.body.incoming.makeAsyncIterator()
    for word in ["one", "two"] {
      try await response.body.write(Array(word.utf8))
      #expect(try await incoming.next() == Array(word.utf8))
    }
    await response.body.finish()
    #expect(try await rest(of: response.body) == "end")
  }

  @Test func `the request arrives as it was made`() async throws {
    let seen = Monitor<HTTPRequest?>(nil)
    let server = HTTPServer { request, connection in
      seen.withLock { $0 = request }
      connection.handOver()
      connection.close()
    }
    _ = try await HTTPClient(.unix(path: server.path)).upgrade(Self.request)
    let request = try #require(seen.withLock { $0 })
    #expect(request.path == "/exec/x/start")
    #expect(request.headers["host"] == "localhost")
    #expect(request.headers["upgrade"] == "tcp")
    #expect(request.body == Array("{}".utf8))
  }

  @Test func `what comes together with the head, or in pieces with it, is not lost`() async throws {
    let server = HTTPServer { _, connection in
      connection.write(Array("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 UPGRADED\r".utf8))
      connection.write(Array("\nUpgrade: tcp\r\n\r".utf8))
      connection.write(Array("\nfirst".utf8))
      connection.close()
    }
    let response = try await HTTPClient(.unix(path: server.path)).upgrade(Self.request)
    #expect(response.status == 101)
    #expect(try await rest(of: response.body) == "first")
  }

  @Test func `a refusal has its whole body, though the server keeps the connection`() async throws {
    let server = HTTPServer { _, connection in connection.respond(409, body: Array("is not running".utf8)) }
    let response = try await HTTPClient(.unix(path: server.path)).upgrade(Self.request)
    #expect(response.status == 409)
    #expect(try await rest(of: response.body) == "is not running")
  }

  @Test(arguments: ["Transfer-Encoding: chunked\r\n", "Content-Length: -1\r\n"])
  func `of a refusal whose length is not told the status is known, though the server keeps the connection`(
    header: String
  ) async throws {
    let server = HTTPServer { _, connection in
      connection.write(Array("HTTP/1.1 404 Not Found\r\n\(header)\r\n4\r\ngone\r\n0\r\n\r\n".utf8))
    }
    let response = try await HTTPClient(.unix(path: server.path)).upgrade(Self.request)
    #expect(response.status == 404)
    #expect(try await rest(of: response.body) == "")
  }

  @Test func `a refusal that does not end has the time of its request`() async throws {
    let server = HTTPServer { _, connection in connection.write(Array("HTTP/1.1 404 Not Found\r\n\r\ngone".utf8)) }
    let request = Request(.post, "/exec/x/start", timeout: .milliseconds(200))
    let response = try await HTTPClient(.unix(path: server.path)).upgrade(request)
    await #expect(throws: HTTPError.timedOut(after: .milliseconds(200))) { try await rest(of: response.body) }
  }

  @Test func `an answer that ends in its head, or is no HTTP, is an error`() async throws {
    for words in ["HTTP/1.1 101 UPG", "SSH-2.0-OpenSSH_9.2\r\n\r\n", ""] {
      let server = HTTPServer { _, connection in
        connection.write(Array(words.utf8))
        connection.close()
      }
      let error = await #expect(throws: HTTPError.self) {
        try await HTTPClient(.unix(path: server.path)).upgrade(Self.request)
      }
      guard case .broken? = error else { throw try #require(error) }
    }
  }

  @Test func `a server that does not answer is given up after the request's time`() async throws {
    let server = HTTPServer { _, connection in connection.waitUntilClosed() }
    let request = Request(.post, "/", timeout: .milliseconds(50))
    await #expect(throws: HTTPError.timedOut(after: .milliseconds(50))) {
      try await HTTPClient(.unix(path: server.path)).upgrade(request)
    }
    try await eventually { server.connectionsOpen == 0 }
  }

  @Test func `nobody there is told as for any request`() async throws {
    let error = await #expect(throws: HTTPError.self) {
      try await HTTPClient(.unix(path: "/nonexistent.sock")).upgrade(Self.request)
    }
    guard case .unreachable? = error else { throw try #require(error) }
  }

  @Test func `a server that does not read stalls the writer, and nobody else`() async throws {
    let letGo = Monitor(false)
    let server = HTTPServer { request, connection in
      guard request.path != "/other" else { return connection.respond(200) }
      connection.handOver()
      letGo.wait { $0 ? () : nil }
      var count = 0
      while case let bytes = connection.read(), !bytes.isEmpty { count += bytes.count }
      connection.write(Array("\(count)".utf8))
      connection.close()
    }
    let client = HTTPClient(.unix(path: server.path))
    let duplex = try await client.upgrade(Self.request).body
    let written = Monitor(0)
    let writing = Task {
      for _ in 0..<256 {
        try await duplex.write([UInt8](repeating: 120, count: 1 << 16))  // 16 MiB
        written.withLock { $0 += 1 << 16 }
      }
      await duplex.finish()
    }
    var before = -1
    while before != written.withLock({ $0 }) {
      before = written.withLock { $0 }
      for _ in 0..<50 { #expect(try await client.fetch(Request(.get, "/other")).status == 200) }
    }
    #expect(before < 4 << 20)
    letGo.withLock { $0 = true }
    try await writing.value
    #expect(try await rest(of: duplex) == "\(16 << 20)")
  }

  @Test func `a reader that pauses stalls the server, which may hang up meanwhile`() async throws {
    let written = Monitor(0)
    let server = HTTPServer { _, connection in
      connection.handOver()
      for _ in 0..<64 {
        guard connection.write([UInt8](repeating: 120, count: 1 << 16)) else { break }
        written.withLock { $0 += 1 << 16 }
      }
      connection.close()
    }
    let duplex = try await HTTPClient(.unix(path: server.path)).upgrade(Self.request).body
    let incoming = duplex.incoming.makeAsyncIterator()
    var read = try await incoming.next()?.count ?? 0
    #expect(written.withLock { $0 } < 4 << 20, "the server waits")
    while let chunk = try await incoming.next() { read += chunk.count }
    #expect(read == 4 << 20)
  }

  @Test func `what is written after the other side has ended goes nowhere, and nobody else is hit`() async throws {
    let server = HTTPServer { request, connection in
      guard request.path != "/other" else { return connection.respond(200) }
      connection.handOver()
      connection.close()
    }
    let client = HTTPClient(.unix(path: server.path))
    let duplex = try await client.upgrade(Self.request).body
    try await eventually { server.connectionsOpen == 0 }
    for _ in 0..<10 {
      try await duplex.write([1])
      #expect(try await client.fetch(Request(.get, "/other")).status == 200)
      await duplex.finish()
    }
    #expect(try await rest(of: duplex) == "")
  }

  @Test func `letting go of it closes the connection`() async throws {
    let server = Self.echo()
    do { _ = try await HTTPClient(.unix(path: server.path)).upgrade(Self.request) }
    try await eventually { server.connectionsOpen == 0 }
  }

  @Test func `cancelling a writer that waits ends its wait and closes the connection`() async throws {
    let letGo = Monitor(false)
    let server = HTTPServer { _, connection in
      connection.handOver()
      letGo.wait { $0 ? () : nil }
      while !connection.read().isEmpty {}
    }
    let duplex = try await HTTPClient(.unix(path: server.path)).upgrade(Self.request).body
    let writing = Task { while true { try await duplex.write([UInt8](repeating: 120, count: 1 << 20)) } }
    try await eventually { server.connectionsOpen == 1 }
    writing.cancel()
    await #expect(throws: CancellationError.self) { try await writing.value }
    letGo.withLock { $0 = true }
    try await eventually { server.connectionsOpen == 0 }
  }

  @Test(.enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
  func `over TLS bytes go both ways, and on from the other side after our end`() async throws {
    let openssl = try OpenSSL()
    let server = try TLSEcho(openssl.files)
    let client = HTTPClient(.tcp(host: "localhost", port: server.port, tls: openssl.files))
    let response = try await client.upgrade(Self.request)
    #expect(response.status == 101)
    let text = String(repeating: "0123456789abcdef", count: 1 << 16)  // 1 MiB
    async let answer = rest(of: response.body)
    try await response.body.write(Array(text.utf8))
    await response.body.finish()
    #expect(try await answer == text + "end")
  }
}
