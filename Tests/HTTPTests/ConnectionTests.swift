import Glibc
import TestSupport
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(10))) struct ConnectionTests {
  @Test func `connections are kept and used again`() async throws {
    let server = HTTPServer { _, connection in connection.respond(200) }
    let client = HTTPClient(.unix(path: server.path))
    for _ in 0..<20 { _ = try await client.fetch(Request(.get, "/")) }
    #expect(server.connectionsAccepted == 1)
  }

  /// Answers the first request, and hangs up on the second without a word.
  private func hangUpOnSecond(_ seen: Monitor<[String]>) -> HTTPServer {
    HTTPServer { request, connection in
      let count = seen.withLock { seen in
        seen.append(request.method)
        return seen.count
      }
      if count == 2 { connection.close() } else { connection.respond(200) }
    }
  }

  @Test func `a GET that a kept connection lost is sent once more`() async throws {
    let seen = Monitor<[String]>([])
    let server = hangUpOnSecond(seen)
    let client = HTTPClient(.unix(path: server.path))
    for _ in 0..<2 { #expect(try await client.fetch(Request(.get, "/")).status == 200) }
    #expect(seen.withLock { $0 } == ["GET", "GET", "GET"])
  }

  @Test func `a POST is never sent twice, for the server may have acted on it`() async throws {
    let seen = Monitor<[String]>([])
    let server = hangUpOnSecond(seen)
    let client = HTTPClient(.unix(path: server.path))
    _ = try await client.fetch(Request(.get, "/"))
    await #expect(throws: HTTPError.self) { try await client.fetch(Request(.post, "/create")) }
    #expect(seen.withLock { $0 } == ["GET", "POST"])
  }

  @Test func `a client that is let go leaves no thread and no descriptor`() async throws {
    await #expect(processExitsWith: .success) {
      let server = HTTPServer { _, connection in connection.respond(200) }
      _ = try await HTTPClient(.unix(path: server.path)).fetch(Request(.get, "/"))
      let before = try ProcessResources.current()
      for _ in 0..<100 {
        let client = HTTPClient(.unix(path: server.path))
        _ = try await client.fetch(Request(.get, "/"))
        _ = try await client.send(Request(.get, "/"))
      }
      // What ends does so on its own thread, shortly after.
      try await eventually {
        let after = try ProcessResources.current()
        // A thread or two of Swift's own may have come meanwhile.
        return after.threads < before.threads + 10 && after.descriptors < before.descriptors + 10
      }
    }
  }

  @Test func `a connection is not handed on to processes that are started`() async throws {
    await #expect(processExitsWith: .success) {
      let server = HTTPServer { _, connection in connection.respond(200) }
      func sockets() -> Int32 { system("exit $(ls -l /proc/self/fd | grep -c socket:)") >> 8 }
      let client = HTTPClient(.unix(path: server.path))
      let before = sockets()
      _ = try await client.fetch(Request(.get, "/"))
      guard server.connectionsOpen == 1, sockets() == before else { exit(1) }
    }
  }
}
