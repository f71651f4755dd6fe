import TestSupport
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(10))) struct StreamTests {
  /// A server that writes lines for ever to `/endless` and says how much it has written and who hung up.
  private final class Source: Sendable {
    let written = Monitor(0)
    let hangUps = Monitor(0)
    let server: HTTPServer

    init(chunk: Int = 16) {
      let (written, hangUps) = (written, hangUps)
      server = HTTPServer { request, connection in
        guard request.path != "/idle" else {
          connection.beginChunks(200)
          connection.waitUntilClosed()
          hangUps.withLock { $0 += 1 }
          return
        }
        guard request.path == "/endless" else { return connection.respond(200) }
        connection.beginChunks(200)
        while connection.write(chunk: Array(repeating: 120, count: chunk)) { written.withLock { $0 += chunk } }
        hangUps.withLock { $0 += 1 }
      }
    }

    func hasHungUp() -> Bool { hangUps.withLock { $0 > 0 } }
  }

  @Test func `the head is there before the body`() async throws {
    let source = Source()
    let response = try await HTTPClient(.unix(path: source.server.path)).send(Request(.get, "/idle"))
    #expect(response.status == 200)
  }

  @Test func `cancelling a reader ends its wait and closes the connection`() async throws {
    let source = Source()
    let client = HTTPClient(.unix(path: source.server.path))
    let reading = Task {
      for try await _ in try await client.send(Request(.get, "/idle")).body {}
    }
    try await eventually { source.server.connectionsOpen > 0 }
    reading.cancel()
    await #expect(throws: CancellationError.self) { try await reading.value }
    try await eventually { source.hasHungUp() }
  }

  @Test func `a cancelled task sends nothing`() async throws {
    let source = Source()
    let client = HTTPClient(.unix(path: source.server.path))
    let task = Task {
      try? await Task.sleep(for: .seconds(60))
      _ = try await client.fetch(Request(.get, "/"))
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(source.server.connectionsAccepted == 0)
  }

  @Test func `letting go of a response closes its connection`() async throws {
    let source = Source()
    let client = HTTPClient(.unix(path: source.server.path))
    do { _ = try await client.send(Request(.get, "/endless")) }
    try await eventually { source.hasHungUp() }
  }

  @Test func `a reader that pauses stalls its server, and nobody else`() async throws {
    let source = Source(chunk: 65536)
    let client = HTTPClient(.unix(path: source.server.path))
    let response = try await client.send(Request(.get, "/endless"))
    let reader = response.body.makeAsyncIterator()
    _ = try await reader.next()

    // The server stops once what is buffered here, and in the sockets, is full.
    var before = -1
    while before != source.written.withLock({ $0 }) {
      before = source.written.withLock { $0 }
      for _ in 0..<50 { #expect(try await client.fetch(Request(.get, "/other")).status == 200) }
    }
    #expect(before < 4 << 20)

    var read = 0
    while read < 8 << 20 { read += try await reader.next()?.count ?? 0 }
    #expect(source.written.withLock { $0 } > before)
  }
}
