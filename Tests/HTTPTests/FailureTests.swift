import Glibc
import TestSupport
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(10))) struct FailureTests {
  private func errno(connectingTo endpoint: Endpoint) async throws -> Int32 {
    let error = await #expect(throws: HTTPError.self) {
      try await HTTPClient(endpoint).fetch(Request(.get, "/"))
    }
    guard case .unreachable(endpoint, let errno, _)? = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return -1
    }
    return errno
  }

  @Test func `a socket that does not exist is told apart`() async throws {
    #expect(try await errno(connectingTo: .unix(path: "/nonexistent/http.sock")) == ENOENT)
  }

  @Test func `a socket on which nobody listens any more is told apart`() async throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/left.sock"
    close(HTTPServer.listen(unix: path))
    #expect(try await errno(connectingTo: .unix(path: path)) == ECONNREFUSED)
  }

  @Test func `a socket that we may not use is told apart`() async throws {
    let server = HTTPServer { _, connection in connection.respond(200) }
    chmod(server.path, 0)
    await #expect(processExitsWith: .success) { [path = server.path as String] in
      if geteuid() == 0 { setuid(65534) }
      do {
        _ = try await HTTPClient(.unix(path: path)).fetch(Request(.get, "/"))
        exit(1)
      } catch HTTPError.unreachable(_, errno: EACCES, _) {
        exit(0)
      }
    }
  }

  @Test func `a TCP port on which nobody listens is told apart`() async throws {
    let server = HTTPServer(.tcp) { _, _ in }
    server.close()
    let endpoint = Endpoint.tcp(host: "127.0.0.1", port: server.port, tls: nil)
    #expect(try await errno(connectingTo: endpoint) == ECONNREFUSED)
  }

  @Test func `a path too long for a socket is refused with a reason`() async throws {
    let endpoint = Endpoint.unix(path: "/" + String(repeating: "x", count: 200))
    let error = await #expect(throws: HTTPError.self) { try await HTTPClient(endpoint).fetch(Request(.get, "/")) }
    guard case .unreachable(endpoint, _, let reason)? = error else { throw try #require(error) }
    #expect(reason.contains("too long"))
  }

  @Test func `proxies of the environment are not asked for a unix socket`() async throws {
    await #expect(processExitsWith: .success) {
      for name in ["http_proxy", "ALL_PROXY", "HTTPS_PROXY"] { setenv(name, "http://127.0.0.1:1", 1) }
      let server = HTTPServer { _, connection in connection.respond(200) }
      _ = try await HTTPClient(.unix(path: server.path)).fetch(Request(.get, "/"))
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n",
    "HTTP/1.1 200 OK\r\nContent-Le",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}",
    "",
  ])
  func `an answer that is cut off, or no HTTP, is broken`(answer: String) async throws {
    let server = HTTPServer { _, connection in
      connection.write(Array(answer.utf8))
      connection.close()
    }
    let client = HTTPClient(.unix(path: server.path))
    let error = await #expect(throws: HTTPError.self) { try await client.fetch(Request(.get, "/")) }
    guard case .broken(let reason)? = error else { throw try #require(error) }
    #expect(!reason.isEmpty)
  }

  @Test(arguments: [false, true])
  func `an exchange that takes longer than its timeout ends`(afterHead: Bool) async throws {
    let server = HTTPServer { _, connection in
      if afterHead { connection.beginChunks(200) }
      connection.waitUntilClosed()
    }
    let client = HTTPClient(.unix(path: server.path))
    await #expect(throws: HTTPError.timedOut(after: .milliseconds(50))) {
      try await client.fetch(Request(.get, "/", timeout: .milliseconds(50)))
    }
  }

  @Test func `a stream whose head does not come in its time ends`() async throws {
    let server = HTTPServer { _, connection in connection.waitUntilClosed() }
    let client = HTTPClient(.unix(path: server.path))
    await #expect(throws: HTTPError.timedOut(after: .milliseconds(50))) {
      try await client.send(Request(.get, "/", headTimeout: .milliseconds(50)))
    }
  }

  @Test func `a stream whose head has come may take any time`() async throws {
    let limit = Duration.milliseconds(50)
    let server = HTTPServer { _, connection in
      connection.beginChunks(200)
      usleep(200_000)
      connection.write(chunk: Array("late".utf8))
      connection.finishChunks()
    }
    let client = HTTPClient(.unix(path: server.path))
    let body = try await client.send(Request(.get, "/", headTimeout: limit)).body
    var text: [UInt8] = []
    for try await chunk in body { text += chunk }
    #expect(text == Array("late".utf8))
  }
}
